package dev.gatehouse.doctor.report;

import java.util.Locale;

/**
 * The parts of the examination, in the order of the report, and who is responsible for each. Not
 * {@code handshake.Step}: that is what our servers decide and what an exchange is, whereas this is
 * what is looked at from outside, some of which is no step ({@link #TOGETHER}), and some several
 * views of one ({@link #FIRST_REQUEST}, {@link #OTHER_CLIENTS}).
 */
public enum CheckedStep {
  FIRST_REQUEST("first request", ResponsibleParty.MCP_SERVER),
  OTHER_CLIENTS("other clients", ResponsibleParty.MCP_SERVER),
  RESOURCE_METADATA("resource metadata", ResponsibleParty.MCP_SERVER),
  SERVER_METADATA("server metadata", ResponsibleParty.AUTHORIZATION_SERVER),
  TOGETHER("both together", ResponsibleParty.CONFIGURATION),
  KEYS("keys", ResponsibleParty.AUTHORIZATION_SERVER),
  BROWSER_CLIENTS("browser clients", ResponsibleParty.MCP_SERVER),
  TOKEN_ENDPOINT("token endpoint", ResponsibleParty.AUTHORIZATION_SERVER),
  BAD_TOKENS("bad tokens", ResponsibleParty.MCP_SERVER),
  GOOD_TOKEN("good token", ResponsibleParty.AUTHORIZATION_SERVER),
  REGISTRATION("registration", ResponsibleParty.AUTHORIZATION_SERVER),
  AUTHORIZATION("authorization", ResponsibleParty.AUTHORIZATION_SERVER);

  private final String title;
  private final ResponsibleParty party;

  CheckedStep(String title, ResponsibleParty party) {
    this.title = title;
    this.party = party;
  }

  /** Two words. */
  String title() {
    return title;
  }

  /**
   * Whose step it is: who is responsible for what is found there, unless the finding says
   * otherwise.
   */
  ResponsibleParty party() {
    return party;
  }

  /** In the JSON report: {@code first_request}. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
