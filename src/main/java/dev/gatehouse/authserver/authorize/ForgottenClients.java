package dev.gatehouse.authserver.authorize;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How each client is made to register again after this server forgot it. Most of them have no button for it, so that a person is stuck
 * without the command. Which client it is, only its redirect URI can tell: the request comes from a browser.
 */
final class ForgottenClients {
  /**
   * One client.
   *
   * @param name as people know it
   * @param how what to type, or to do
   * @param redirects what its redirect URIs look like
   */
  record Client(String name, String how, Pattern redirects) {
    private static Client of(String name, String how, String redirects) {
      return new Client(name, how, Pattern.compile(redirects));
    }

    private boolean uses(String redirectUri) {
      return redirects.matcher(redirectUri).matches();
    }
  }

  private static final List<Client> ALL = List.of(
      Client.of(
          "MCP Inspector",
          "clear the OAuth state of the server, then connect again",
          "http://(?:localhost|127\\.0\\.0\\.1):627\\d/oauth/callback(?:/debug)?"),
      Client.of("Claude Code", "claude mcp login NAME", "http://localhost:\\d+/callback"),
      Client.of("Codex", "codex mcp login NAME", "http://127\\.0\\.0\\.1:\\d+/callback(?:/.*)?"),
      Client.of("Gemini CLI", "/mcp auth NAME", "http://localhost:\\d+/oauth/callback"),
      Client.of(
          "VS Code",
          "Command Palette, Authentication: Remove Dynamic Authentication Providers",
          "https://(?:insiders\\.)?vscode\\.dev/redirect|http://127\\.0\\.0\\.1:33418/?"),
      Client.of(
          "Cursor",
          "log out of the server in the MCP settings, then connect again",
          "cursor://.*|http://localhost:8787/callback|https://www\\.cursor\\.com/.*"),
      Client.of(
          "GitHub Copilot CLI",
          "remove the server and add it again: /mcp delete NAME, /mcp add",
          "http://127\\.0\\.0\\.1:\\d+/"),
      Client.of(
          "opencode", "opencode mcp auth NAME", "http://127\\.0\\.0\\.1:\\d+/mcp/oauth/callback"),
      Client.of("mcp-remote", "rm -rf ~/.mcp-auth", "http://localhost:\\d+/oauth/callback"),
      Client.of("Any other client", "remove the server and add it again", "(?!)"));

  private ForgottenClients() {}

  /** All of them; first those that come back to such an address. */
  static List<Client> likeliestFirst(String redirectUri) {
    return ALL.stream()
        .sorted(Comparator.comparing((Client client) -> !client.uses(redirectUri)))
        .toList();
  }
}
