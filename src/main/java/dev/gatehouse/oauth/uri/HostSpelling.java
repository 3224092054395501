package dev.gatehouse.oauth.uri;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hosts as they may be spelled in a redirect URI. Browsers read many spellings of one address ({@code 2130706433}, {@code 0x7f.1},
 * {@code 127.1}; WHATWG URL §3.5), people and other parsers read them as something else. So each host has one spelling here.
 */
public final class HostSpelling {
  private static final Pattern DNS_NAME = Pattern.compile(
      "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  // What a browser takes for an IPv4 address: the last label is a number, be it hexadecimal.
  private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");
  private static final String OCTET = "(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  private static final Pattern DOTTED_QUAD = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final int LONGEST = 253;
  private static final String WRITE_ONE =
      ": write localhost, 127.0.0.1 or [::1] where this computer is meant";

  private HostSpelling() {}

  /** Whether a host that is not IPv6 is a name, or an IPv4 address as four decimal numbers. */
  static boolean isPlain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.length() <= LONGEST
        && (NUMERIC.matcher(lower).matches() ? DOTTED_QUAD : DNS_NAME)
            .matcher(lower)
            .matches();
  }

  /** What is wrong with a host, to follow "redirect_uri" in a sentence; empty where nothing is. IPv6 comes in brackets. */
  static String fault(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[")) {
      return ipv6Fault(lower);
    }
    if (lower.length() > LONGEST) {
      return "has a host longer than " + LONGEST + " characters";
    }
    if (NUMERIC.matcher(lower).matches()) {
      return ipv4Fault(lower);
    }
    if (lower.endsWith(".")) {
      return "has a dot at the end of its host: leave it out";
    }
    return isPlain(lower)
        ? ""
        : "has no valid host name (write letters beyond ASCII as xn--, RFC 5890)";
  }

  /** Whether a browser that goes to the host stays on its computer: loopback in any spelling, RFC 6761 §6.3 and RFC 1122 §3.2.1.3. */
  public static boolean isThisComputer(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[") || DOTTED_QUAD.matcher(lower).matches()) {
      InetAddress address = literal(lower);
      return address != null && address.isLoopbackAddress();
    }
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return name.equals("localhost") || name.endsWith(".localhost");
  }

  /** Whether a label of the name stands for letters beyond ASCII, RFC 5890 §2.3.2.1, which may look like those of another name. */
  static boolean isInternationalized(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("xn--") || lower.contains(".xn--");
  }

  private static String ipv4Fault(String host) {
    if (!DOTTED_QUAD.matcher(host).matches()) {
      return "has an IP address in an unusual spelling: write four decimal numbers, such as 127.0.0.1";
    }
    boolean otherLoopback = host.startsWith("127.") && !host.equals("127.0.0.1");
    return otherLoopback || host.startsWith("0.")
        ? "has another address for 127.0.0.1" + WRITE_ONE
        : "";
  }

  private static String ipv6Fault(String host) {
    InetAddress address = literal(host);
    if (!(address instanceof Inet6Address six)) {
      return address instanceof Inet4Address
          ? "has an IPv4 address in the spelling of IPv6" + WRITE_ONE
          : "has no valid host name";
    }
    if (host.equals("[::1]")) {
      return "";
    }
    return six.isLoopbackAddress() || six.isAnyLocalAddress() || six.isIPv4CompatibleAddress()
        ? "has another address for [::1]" + WRITE_ONE
        : "";
  }

  // A literal in brackets is never looked up. A zone (RFC 6874) means an interface of one computer.
  private static @Nullable InetAddress literal(String host) {
    try {
      return host.indexOf('%') >= 0 ? null : InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
