package dev.gatehouse.settings.model;

/**
 * Someone who may log in.
 *
 * @param name the user name, which becomes {@code sub}
 * @param password in clear (demo users), or an Argon2id hash in PHC form ({@code $argon2id$…})
 * @param ring the ring that decides which scopes may be minted
 * @param demo whether this is one of the users that come with the product, refused beyond loopback
 */
public record UserSettings(String name, String password, String ring, boolean demo) {
  /** Without the password. */
  @Override
  public String toString() {
    return "UserSettings[name=" + name + ", ring=" + ring + "]";
  }
}
