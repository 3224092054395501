package dev.gatehouse.oauth.uri;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a document that a stranger names and this server fetches, RFC 3986 §3: https, and spelled so that no two parsers could see
 * different hosts in it (CWE-918).
 *
 * @param text as it came
 * @param secure whether it is https; else it is http on loopback
 * @param host as it came, with the brackets of an IPv6 address
 * @param port 443 or 80 unless given
 * @param target path and query, at least {@code /}
 */
public record FetchUrl(String text, boolean secure, String host, int port, String target) {
  private static final int LONGEST = 2000;

  // To be found, not matched whole: a long text would overflow the stack of the matcher.
  private static final Pattern ILLEGAL =
      Pattern.compile("[^A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]|%(?![0-9A-Fa-f]{2})");
  private static final Pattern PARTS =
      Pattern.compile("(https?)://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?([/?].*)?");

  /** What is wrong with the URL, to follow its name in a sentence; empty where it may be fetched. Loopback allows http there. */
  public static String fault(String text, boolean loopback) {
    if (text.length() > LONGEST) {
      return "is longer than " + LONGEST + " characters";
    }
    if (text.isEmpty() || ILLEGAL.matcher(text).find()) {
      return "has a character that a URL must not have (RFC 3986 section 2)";
    }
    if (text.indexOf('#') >= 0) {
      return "has a fragment";
    }
    if (authority(text).indexOf('@') >= 0) {
      return "has a user name before its host";
    }
    Matcher parts = PARTS.matcher(text);
    return parts.matches() ? fault(parts, loopback) : "is not a URL with scheme https and a host";
  }

  /** The parts of a URL without {@linkplain #fault fault}. */
  public static FetchUrl of(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException("a URL that was not checked");
    }
    boolean secure = parts.group(1).equals("https");
    String target = parts.group(4) == null ? "/" : parts.group(4);
    return new FetchUrl(
        text,
        secure,
        parts.group(2),
        port(parts.group(3), secure ? 443 : 80),
        target.startsWith("?") ? "/" + target : target);
  }

  /** The host in lower case: what the limits of a host count. */
  public String site() {
    return host.toLowerCase(java.util.Locale.ROOT);
  }

  private static String fault(Matcher parts, boolean loopback) {
    String host = parts.group(2);
    if (parts.group(1).equals("http") && !(loopback && Loopback.isHost(host))) {
      return "must use https";
    }
    if (!host.startsWith("[") && !HostSpelling.isPlain(host)) {
      return "has no host in its usual spelling";
    }
    int port = port(parts.group(3), 443);
    return port >= 1 && port <= 65535 ? "" : "has no valid port";
  }

  private static int port(String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static String authority(String text) {
    int start = text.indexOf("//");
    return start < 0 ? "" : text.substring(start + 2).split("[/?]", 2)[0];
  }
}
