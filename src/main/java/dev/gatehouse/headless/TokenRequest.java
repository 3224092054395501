package dev.gatehouse.headless;

import dev.gatehouse.oauth.Scopes;

/**
 * A token that is wanted.
 *
 * @param issuer whose token
 * @param resource what it is for; empty for what the issuer decides
 * @param user who logs in
 * @param password of that user
 * @param scopes what it is to allow; none for what the issuer decides
 */
public record TokenRequest(
    String issuer, String resource, String user, String password, Scopes scopes) {
  /** Without the password. */
  @Override
  public String toString() {
    return "TokenRequest[issuer=" + issuer + ", user=" + user + ", scopes=" + scopes + "]";
  }
}
