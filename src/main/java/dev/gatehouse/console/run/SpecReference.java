package dev.gatehouse.console.run;

/**
 * The paragraph that a step follows.
 *
 * @param name such as {@code RFC 7636 §4.6}
 * @param text what it asks for, in our words
 */
public record SpecReference(String name, String text) {
  private static final String RFC = "RFC ";

  /** Where it can be read; empty where that is more than one document. */
  public String url() {
    if (name.startsWith(RFC)) {
      String[] parts = name.substring(RFC.length()).split("[ ,]", 2);
      String section = name.contains("§") ? name.substring(name.indexOf('§') + 1) : "";
      String number = section.split("[ ,]", 2)[0];
      return "https://www.rfc-editor.org/rfc/rfc"
          + parts[0]
          + (number.isEmpty() ? "" : "#section-" + number);
    }
    return name.startsWith("MCP") ? "https://modelcontextprotocol.io/specification/" : "";
  }
}
