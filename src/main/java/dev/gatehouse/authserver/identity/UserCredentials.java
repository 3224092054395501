package dev.gatehouse.authserver.identity;

/**
 * What somebody typed into the login form.
 *
 * @param name as it was typed
 * @param password in clear
 */
public record UserCredentials(String name, String password) {
  /** Without the password. */
  @Override
  public String toString() {
    return "UserCredentials[name=" + name + "]";
  }
}
