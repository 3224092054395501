package dev.gatehouse.doctor;

import java.util.Locale;

/** The steps of the handshake, in order, and who is responsible for each. */
public enum Step {
  FIRST_REQUEST("first request", Responsible.MCP_SERVER),
  OTHER_CLIENTS("other clients", Responsible.MCP_SERVER),
  RESOURCE_METADATA("resource metadata", Responsible.MCP_SERVER),
  SERVER_METADATA("server metadata", Responsible.AUTHORIZATION_SERVER),
  TOGETHER("both together", Responsible.CONFIGURATION),
  KEYS("keys", Responsible.AUTHORIZATION_SERVER),
  BROWSER_CLIENTS("browser clients", Responsible.MCP_SERVER),
  TOKEN_ENDPOINT("token endpoint", Responsible.AUTHORIZATION_SERVER),
  BAD_TOKENS("bad tokens", Responsible.MCP_SERVER),
  GOOD_TOKEN("good token", Responsible.AUTHORIZATION_SERVER),
  REGISTRATION("registration", Responsible.AUTHORIZATION_SERVER),
  AUTHORIZATION("authorization", Responsible.AUTHORIZATION_SERVER);

  private final String title;
  private final Responsible party;

  Step(String title, Responsible party) {
    this.title = title;
    this.party = party;
  }

  /** Two words. */
  String title() {
    return title;
  }

  /** Whose step it is: who is responsible for what is found there, unless the finding says otherwise. */
  Responsible party() {
    return party;
  }

  /** In the JSON report: {@code first_request}. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
