package dev.gatehouse.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A request was refused. Carries the code, a public description for the wire (RFC 6749 §5.2:
 * visible ASCII without quote and backslash), a private reason for people who read the log or the
 * live view, and the cause and its details for programs.
 */
public final class OAuthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final OAuthError error;
  private final Cause cause;
  private final String description;
  private final transient Map<String, String> details;

  private OAuthException(
      OAuthError error,
      Cause cause,
      String description,
      String reason,
      Map<String, String> details) {
    super(reason, null, false, false);
    this.error = error;
    this.cause = cause;
    this.description = description;
    this.details = Map.copyOf(details);
  }

  /** The description is also the reason: nothing in it is private. */
  public static OAuthException of(OAuthError error, Cause cause, String description) {
    return of(error, cause, description, description);
  }

  /** The description goes on the wire, the reason never does. */
  public static OAuthException of(
      OAuthError error, Cause cause, String description, String reason) {
    return new OAuthException(error, cause, sanitized(description), reason, Map.of());
  }

  public static OAuthException invalidRequest(Cause cause, String description) {
    return of(OAuthError.INVALID_REQUEST, cause, description);
  }

  /** One vague description for all, so that an attacker learns nothing; RFC 6749 §5.2. */
  public static OAuthException invalidGrant(Cause cause, String reason) {
    return of(
        OAuthError.INVALID_GRANT,
        cause,
        "the grant is invalid, expired, revoked, or was issued to another client",
        reason);
  }

  public static OAuthException invalidClient(Cause cause, String reason) {
    return of(
        OAuthError.INVALID_CLIENT,
        cause,
        "the client is unknown or its authentication failed",
        reason);
  }

  /**
   * With a detail that programs read, such as {@code held}: the scopes of the grant. For the log
   * and the live view only.
   */
  public OAuthException with(String name, String value) {
    var more = new LinkedHashMap<>(details);
    more.put(name, value);
    return new OAuthException(error, cause, description, reason(), more);
  }

  public OAuthError error() {
    return error;
  }

  /** Why, as a value; never for the wire. */
  public Cause cause() {
    return cause;
  }

  /** What the cause is about, by name; never for the wire. */
  public Map<String, String> details() {
    return details;
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
