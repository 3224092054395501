package dev.gatehouse.authserver.authorize;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How each client is made to register again after this server forgot it. Most of them have no button for it, so that a person is stuck
 * without the command. Which client it is, only its redirect URI can tell: the request comes from a browser.
 */
final class UnknownClientAdvice {
  /**
   * One client.
   *
   * @param name as people know it
   * @param how what to do
   * @param command whether that is to be typed
   * @param redirects what its redirect URIs look like
   */
  record Client(String name, String how, boolean command, Pattern redirects) {
    private static Client of(String name, String how, String redirects) {
      return new Client(name, how, false, Pattern.compile(redirects));
    }

    private static Client typing(String name, String command, String redirects) {
      return new Client(name, command, true, Pattern.compile(redirects));
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
      Client.typing("Claude Code", "claude mcp login NAME", "http://localhost:\\d+/callback"),
      Client.typing(
          "Codex", "codex mcp login NAME", "http://127\\.0\\.0\\.1:\\d+/callback(?:/.*)?"),
      Client.typing("Gemini CLI", "/mcp auth NAME", "http://localhost:\\d+/oauth/callback"),
      Client.of(
          "VS Code",
          "run Authentication: Remove Dynamic Authentication Providers from the Command Palette",
          "https://(?:insiders\\.)?vscode\\.dev/redirect|http://127\\.0\\.0\\.1:33418/?"),
      Client.of(
          "Cursor",
          "remove the server from mcp.json and add it again",
          "cursor://.*|http://localhost:8787/callback|https://www\\.cursor\\.com/.*"),
      Client.of(
          "GitHub Copilot CLI",
          "remove the server and add it again",
          "http://127\\.0\\.0\\.1:\\d+/"),
      Client.typing(
          "opencode", "opencode mcp auth NAME", "http://127\\.0\\.0\\.1:\\d+/mcp/oauth/callback"),
      Client.typing("mcp-remote", "rm -rf ~/.mcp-auth", "http://localhost:\\d+/oauth/callback"),
      Client.of("Any other client", "remove the server and add it again", "(?!)"));

  private UnknownClientAdvice() {}

  /** All of them; first those that come back to such an address. */
  static List<Client> likeliestFirst(String redirectUri) {
    return ALL.stream()
        .sorted(Comparator.comparing((Client client) -> !client.uses(redirectUri)))
        .toList();
  }
}
