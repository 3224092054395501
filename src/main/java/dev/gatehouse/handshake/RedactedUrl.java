package dev.gatehouse.handshake;

import java.util.Map;

/**
 * A URL as it may be shown: scheme, host, port and plain path segments as they are, parameters like any other parameters, the rest masked;
 * user information always. RFC 3986 §3. What is no URL is read as a path.
 */
final class RedactedUrl {
  private static final int MOST_SEGMENTS = 40;
  private static final int LONGEST_SEGMENT = 64;
  private static final int LONGEST_LABEL = 63; // RFC 1035 §2.3.4
  private static final int LONGEST_SCHEME = 40;

  private RedactedUrl() {}

  static String shown(String url, Redaction redaction) {
    int end = endOfPath(url);
    int colon = endOfScheme(url, end);
    String head = url.substring(0, end);
    String shown = colon < 0
        ? path(head, redaction)
        : scheme(head.substring(0, colon), redaction)
            + ':'
            + hierarchy(head.substring(colon + 1), redaction);
    return end == url.length() ? shown : shown + parameters(url.substring(end), redaction);
  }

  /** Host and port; RFC 3986 §3.2. */
  static String authority(String authority, Redaction redaction) {
    if (redaction.isKnown(authority)) {
      return authority;
    }
    int at = authority.lastIndexOf('@');
    String user = at < 0 ? "" : redaction.secret("userinfo", authority.substring(0, at)) + '@';
    String rest = authority.substring(at + 1);
    int colon = rest.startsWith("[") ? rest.indexOf(':', rest.indexOf(']') + 1) : rest.indexOf(':');
    String host = colon < 0 ? rest : rest.substring(0, colon);
    String port = colon < 0 ? "" : rest.substring(colon + 1);
    boolean plain = port.isEmpty() || (port.length() <= 5 && ValueRules.isNumber(port));
    return user
        + host(host, redaction)
        + (colon < 0 ? "" : ':')
        + (plain ? port : redaction.unknown(port));
  }

  /** A path without a query: each segment that is not plain is masked. */
  static String path(String path, Redaction redaction) {
    var shown = new StringBuilder(path.length() + 16);
    int start = 0;
    for (int count = 0; start <= path.length(); count++) {
      int slash = count < MOST_SEGMENTS ? path.indexOf('/', start) : -1;
      String segment = path.substring(start, slash < 0 ? path.length() : slash);
      shown.append(segment(segment, redaction));
      if (slash < 0) {
        break;
      }
      shown.append('/');
      start = slash + 1;
    }
    return shown.toString();
  }

  private static String segment(String segment, Redaction redaction) {
    boolean plain = segment.isEmpty()
        || segment.equals("*")
        || (segment.length() <= LONGEST_SEGMENT && isOneWord(segment))
        || ProtocolWords.contains(segment)
        || redaction.isKnown(segment);
    return plain ? segment : redaction.unknown(segment);
  }

  // RedactedText.isPlain knows more separators than may stand in a segment.
  private static boolean isOneWord(String segment) {
    return segment.indexOf(':') < 0 && segment.indexOf('@') < 0 && RedactedText.isPlain(segment);
  }

  private static String scheme(String scheme, Redaction redaction) {
    return RedactedText.isPlain(scheme) ? scheme : redaction.unknown(scheme);
  }

  private static String hierarchy(String rest, Redaction redaction) {
    if (!rest.startsWith("//")) {
      return path(rest, redaction);
    }
    int slash = rest.indexOf('/', 2);
    String authority = rest.substring(2, slash < 0 ? rest.length() : slash);
    return "//"
        + authority(authority, redaction)
        + (slash < 0 ? "" : path(rest.substring(slash), redaction));
  }

  private static String host(String host, Redaction redaction) {
    if (host.startsWith("[")) {
      boolean address = host.endsWith("]")
          && host.length() <= 47
          && host.chars().skip(1).allMatch(c -> "0123456789abcdefABCDEF:.]".indexOf(c) >= 0);
      return address ? host : redaction.unknown(host);
    }
    var shown = new StringBuilder(host.length());
    int start = 0;
    for (int i = 0; i <= host.length(); i++) {
      if (i == host.length() || host.charAt(i) == '.') {
        shown.append(label(host.substring(start, i), redaction));
        shown.append(i < host.length() ? "." : "");
        start = i + 1;
      }
    }
    return shown.toString();
  }

  private static String label(String label, Redaction redaction) {
    boolean ascii = label
        .chars()
        .allMatch(c -> c == '-' || c == '_' || (c < 0x80 && Character.isLetterOrDigit(c)));
    return ascii && !SecretHeuristic.isLikely(label, 0, label.length(), LONGEST_LABEL)
        ? label
        : redaction.unknown(label);
  }

  // "?a=b#c=d": what follows the path.
  private static String parameters(String rest, Redaction redaction) {
    int fragment = rest.indexOf('#');
    String query = fragment < 0 ? rest : rest.substring(0, fragment);
    String shown = query.isEmpty() ? "" : '?' + inUrl(query.substring(1), redaction);
    return fragment < 0 ? shown : shown + '#' + inUrl(rest.substring(fragment + 1), redaction);
  }

  private static String inUrl(String query, Redaction redaction) {
    if (query.isEmpty()) {
      return "";
    }
    var shown = new StringBuilder();
    Map<String, String> parameters =
        new RedactedParameters(redaction, RedactionAllowList.IN_URLS).ofQuery(query);
    parameters.forEach((name, value) -> shown
        .append(shown.isEmpty() ? "" : "&")
        .append(name)
        .append(value.isEmpty() ? "" : "=")
        .append(value));
    return shown.toString();
  }

  private static int endOfPath(String url) {
    int query = url.indexOf('?');
    int fragment = url.indexOf('#');
    int end = query < 0 ? fragment : fragment < 0 ? query : Math.min(query, fragment);
    return end < 0 ? url.length() : end;
  }

  // RFC 3986 §3.1; a path may have a colon later on.
  private static int endOfScheme(String url, int end) {
    for (int i = 0; i < Math.min(end, LONGEST_SCHEME); i++) {
      char c = url.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      if (!(c < 0x80 && Character.isLetterOrDigit(c)) && (i == 0 || "+-.".indexOf(c) < 0)) {
        return -1;
      }
    }
    return -1;
  }
}
