package dev.gatehouse.doctor;

import java.util.Locale;

/** The steps of the handshake, in order, and who is responsible for each. */
public enum Step {
  FIRST_REQUEST("first request", "MCP server"),
  OTHER_CLIENTS("other clients", "MCP server"),
  RESOURCE_METADATA("resource metadata", "MCP server"),
  SERVER_METADATA("server metadata", "authorization server"),
  TOGETHER("both together", "configuration"),
  KEYS("keys", "authorization server"),
  BROWSER_CLIENTS("browser clients", "server"),
  TOKEN_ENDPOINT("token endpoint", "authorization server"),
  BAD_TOKENS("bad tokens", "MCP server"),
  GOOD_TOKEN("good token", "authorization server"),
  REGISTRATION("registration", "authorization server"),
  AUTHORIZATION("authorization", "authorization server");

  private final String title;
  private final String party;

  Step(String title, String party) {
    this.title = title;
    this.party = party;
  }

  /** Two words. */
  String title() {
    return title;
  }

  /** Whose step it is. */
  String party() {
    return party;
  }

  /** In the JSON report: {@code first_request}. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
