package dev.gatehouse.handshake;

/** The steps of the handshake, in the order in which a client walks them. */
public enum Step {
  START,
  HOST_CHECK,
  CHALLENGE,
  RESOURCE_METADATA,
  SERVER_METADATA,
  JWKS,
  REGISTRATION,
  CLIENT_DOCUMENT,
  PUSHED_REQUEST,
  AUTHORIZATION_REQUEST,
  LOGIN,
  CONSENT,
  CODE,
  CLIENT_AUTHENTICATION,
  TOKEN,
  REFRESH,
  REVOCATION,
  INTROSPECTION,
  LOGOUT,
  TOKEN_CHECK,
  SCOPE_CHECK,
  MCP_REQUEST,
  TOOL_CALL,
  STEP_UP,
  ADMINISTRATION;

  /** As it stands in the log: {@code tool_call}. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
