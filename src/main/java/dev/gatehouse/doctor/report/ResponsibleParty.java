package dev.gatehouse.doctor.report;

/** Who has to mend what was found: whoever sent what is wrong, which need not be the server that the step looks at. */
public enum ResponsibleParty {
  MCP_SERVER("MCP server"),
  AUTHORIZATION_SERVER("authorization server"),
  /** Two strings of two servers must be the same, and either may be changed. */
  CONFIGURATION("configuration"),
  /** Whoever runs the doctor. */
  PERSON("person who runs the doctor");

  private final String words;

  ResponsibleParty(String words) {
    this.words = words;
  }

  /** In reports, to be read after "the". */
  String words() {
    return words;
  }
}
