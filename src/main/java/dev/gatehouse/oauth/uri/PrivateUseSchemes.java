package dev.gatehouse.oauth.uri;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which URI schemes may lead to an application, RFC 8252 §7.1. A stranger may register the reverse of a domain name, as §7.1 has it, or the
 * scheme of a well-known MCP client; any other may start whatever the operating system has installed for it. The operator may name more, but
 * none that runs code, reads files, or belongs to another protocol.
 */
final class PrivateUseSchemes {
  /** Of clients that real people use, and that have no domain name in theirs. */
  private static final Set<String> OF_KNOWN_CLIENTS = Set.of(
      "antigravity",
      "chatgpt",
      "cherrystudio",
      "claude",
      "code-oss",
      "cursor",
      "cursor-dev",
      "cursor-nightly",
      "goose",
      "insomnia",
      "jan",
      "jetbrains",
      "kiro",
      "librechat",
      "lmstudio",
      "mcpjam",
      "positron",
      "postman",
      "raycast",
      "trae",
      "vscode",
      "vscode-insiders",
      "vscodium",
      "warp",
      "warppreview",
      "windsurf",
      "windsurf-next",
      "zed");

  private static final Set<String> OF_OTHERS = Set.of(
      "about",
      "blob",
      "chrome",
      "chrome-extension",
      "cid",
      "content",
      "data",
      "devtools",
      "edge",
      "feed",
      "file",
      "filesystem",
      "ftp",
      "ftps",
      "git",
      "gopher",
      "imap",
      "intent",
      "irc",
      "jar",
      "javascript",
      "ldap",
      "ldaps",
      "livescript",
      "mailto",
      "mid",
      "mocha",
      "moz-extension",
      "news",
      "nfs",
      "nntp",
      "pop",
      "res",
      "resource",
      "rtsp",
      "search",
      "search-ms",
      "sftp",
      "shell",
      "sms",
      "smb",
      "ssh",
      "tel",
      "telnet",
      "urn",
      "vbscript",
      "view-source",
      "ws",
      "wss");
  // ms-appinstaller: installs, ms-msdt: ran code (CVE-2022-30190), x-apple.systempreferences: opens
  // settings.
  private static final List<String> OF_OPERATING_SYSTEMS = List.of("ms-", "x-apple");

  private static final String WAY_OUT =
      "Use a scheme such as com.example.app (RFC 8252 section 7.1), or http://127.0.0.1";

  private PrivateUseSchemes() {}

  /** What is wrong with the scheme of a client that anyone may have registered; empty where nothing is. */
  static String faultOfStranger(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    String fault = faultOfOperator(scheme);
    if (!fault.isEmpty() || OF_KNOWN_CLIENTS.contains(lower) || isReverseDomain(lower)) {
      return fault;
    }
    return "uses the scheme '" + scheme
        + "', which is neither the reverse of a domain name nor one of these: "
        + String.join(", ", new TreeSet<>(OF_KNOWN_CLIENTS))
        + ". " + WAY_OUT
        + ", or let the operator of this server name the client in auth-server.clients";
  }

  /** What is wrong with the scheme of a client that the operator names; empty where nothing is. */
  static String faultOfOperator(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    boolean ofOthers =
        OF_OTHERS.contains(lower) || OF_OPERATING_SYSTEMS.stream().anyMatch(lower::startsWith);
    return ofOthers
        ? "uses the scheme '" + scheme + "', which is not one of an application. " + WAY_OUT
        : "";
  }

  // Of a domain name the top level comes first, and that is letters: com.example.app.
  private static boolean isReverseDomain(String scheme) {
    List<String> labels = List.of(scheme.split("\\.", -1));
    String top = labels.get(0);
    boolean letters = top.chars().allMatch(c -> c >= 'a' && c <= 'z');
    return labels.size() > 1
        && top.length() > 1
        && (letters || top.startsWith("xn--"))
        && labels.stream().allMatch(PrivateUseSchemes::isLabel);
  }

  private static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.chars().noneMatch(c -> c == '+')
        && !label.startsWith("-")
        && !label.endsWith("-");
  }
}
