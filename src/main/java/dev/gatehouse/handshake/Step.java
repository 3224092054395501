package dev.gatehouse.handshake;

import java.util.Locale;

/**
 * The steps of the handshake, in the order in which a client walks them, then what stands beside
 * it. An exchange is one of them, and each decision belongs to one: some are taken within an
 * exchange ({@link #TOKEN_CHECK}), others are told apart only from outside ({@link #LOGIN_PAGE}).
 */
public enum Step {
  HOST_CHECK,
  CHALLENGE,
  RESOURCE_METADATA,
  SERVER_METADATA,
  /** The client takes the resource server for the authorization server. */
  WRONG_SERVER,
  JWKS,
  REGISTRATION,
  REGISTRATION_MANAGEMENT,
  CLIENT_DOCUMENT,
  PUSHED_REQUEST,
  AUTHORIZATION_REQUEST,
  LOGIN_PAGE,
  LOGIN,
  CONSENT_PAGE,
  CONSENT,
  CLIENT_AUTHENTICATION,
  TOKEN,
  CLIENT_CREDENTIALS,
  REFRESH,
  TOKEN_CHECK,
  SCOPE_CHECK,
  /** The client introduces itself: {@code initialize}, or {@code server/discover}. */
  MCP_OPEN,
  MCP_REQUEST,
  TOOL_CALL,
  STEP_UP,
  WHOAMI,
  REVOCATION,
  INTROSPECTION,
  LOGOUT,
  /** The user looks at what clients were allowed, or ends it. */
  ALLOWED,
  /** CORS protocol of the Fetch standard. */
  PREFLIGHT,
  /** The landing page is used, which is a client itself. */
  PAGE_LOGIN,
  ADMINISTRATION,
  OTHER;

  /** As it stands in the log: {@code tool_call}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
