package dev.gatehouse.console;

/**
 * What the console knows of this installation.
 *
 * @param mcpUrl the MCP endpoint
 * @param issuer of the authorization server
 * @param password that opens it from elsewhere; empty where it answers this computer alone
 */
public record ConsoleFacts(String mcpUrl, String issuer, String password) {
  /** Without the password. */
  @Override
  public String toString() {
    return "ConsoleFacts[mcpUrl=" + mcpUrl + ", issuer=" + issuer + "]";
  }
}
