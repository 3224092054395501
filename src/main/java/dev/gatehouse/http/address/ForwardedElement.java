package dev.gatehouse.http.address;

import dev.gatehouse.settings.model.AddressRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one proxy says of the request that it was sent: an element of {@code Forwarded}, RFC 7239 §4, or of the {@code X-Forwarded-For} that
 * it replaces.
 *
 * @param node who sent it, RFC 7239 §6; empty where that is no address
 * @param host the {@code Host} that it had; empty where nothing is said
 */
record ForwardedElement(Optional<InetAddress> node, String host) {
  // token "=" ( token / quoted-string ), RFC 7239 §4
  private static final Pattern PAIR = Pattern.compile(
      "\\s*([!#-'*+.^-z|~0-9A-Za-z-]+)=(?:\"((?:[^\"\\\\]|\\\\.){0,256})\"|([^\\s\",;]*))\\s*([;,]|$)");
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^\\]]+)](?::[^:]+)?|([0-9.]+):[^:]+|([^\\[]*)");

  /** The elements in their order, the nearest proxy's last; empty where the value is malformed. */
  static List<ForwardedElement> parse(String value) {
    var elements = new ArrayList<ForwardedElement>();
    Map<String, String> pairs = new HashMap<>();
    Matcher pair = PAIR.matcher(value);
    for (int at = 0; at < value.length(); at = pair.end()) {
      if (!pair.find(at) || pair.start() != at) {
        return List.of();
      }
      String text =
          pair.group(2) == null ? pair.group(3) : pair.group(2).replaceAll("\\\\(.)", "$1");
      pairs.put(pair.group(1).toLowerCase(Locale.ROOT), text);
      if (!pair.group(4).equals(";")) {
        elements.add(of(pairs));
        pairs.clear();
      }
    }
    return elements;
  }

  /** The same out of {@code X-Forwarded-For}. */
  static List<ForwardedElement> parseXForwardedFor(String value) {
    return List.of(value.split(",", -1)).stream()
        .map(node -> new ForwardedElement(node(node.strip()), ""))
        .toList();
  }

  private static ForwardedElement of(Map<String, String> pairs) {
    return new ForwardedElement(
        node(pairs.getOrDefault("for", "")), pairs.getOrDefault("host", ""));
  }

  private static Optional<InetAddress> node(String text) {
    Matcher match = WITH_PORT.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    String bracketed = match.group(1);
    String before = match.group(2) == null ? match.group(3) : match.group(2);
    return AddressRange.address(bracketed == null ? before : bracketed);
  }
}
