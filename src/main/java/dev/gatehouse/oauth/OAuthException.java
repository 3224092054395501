package dev.gatehouse.oauth;

import java.util.Objects;

/**
 * A request was refused. Carries the code, a public description for the wire (RFC 6749 §5.2: visible ASCII without quote and backslash),
 * and a private reason for the log and the live view.
 */
public final class OAuthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final OAuthError error;
  private final String description;

  private OAuthException(OAuthError error, String description, String reason) {
    super(reason, null, false, false);
    this.error = error;
    this.description = sanitized(description);
  }

  /** The description is also the reason: nothing in it is private. */
  public static OAuthException of(OAuthError error, String description) {
    return new OAuthException(error, description, description);
  }

  /** The description goes on the wire, the reason never does. */
  public static OAuthException of(OAuthError error, String description, String reason) {
    return new OAuthException(error, description, reason);
  }

  public static OAuthException invalidRequest(String description) {
    return of(OAuthError.INVALID_REQUEST, description);
  }

  /** One vague description for all, so that an attacker learns nothing; RFC 6749 §5.2. */
  public static OAuthException invalidGrant(String reason) {
    return of(
        OAuthError.INVALID_GRANT,
        "the grant is invalid, expired, revoked, or was issued to another client",
        reason);
  }

  public static OAuthException invalidClient(String reason) {
    return of(
        OAuthError.INVALID_CLIENT, "the client is unknown or its authentication failed", reason);
  }

  public OAuthError error() {
    return error;
  }

  /** For the wire. */
  public String description() {
    return description;
  }

  /** For the log and the live view. */
  public String reason() {
    return Objects.requireNonNullElse(getMessage(), description);
  }

  // RFC 6749 §5.2: %x20-21 / %x23-5B / %x5D-7E. A quote becomes an apostrophe, the rest of what is
  // not allowed a question mark.
  private static String sanitized(String text) {
    var clean = new StringBuilder(text.length());
    text.chars()
        .map(c -> c == '"' || c == '\\' ? '\'' : c < 0x20 || c > 0x7e ? '?' : c)
        .forEach(c -> clean.append((char) c));
    return clean.toString();
  }
}
