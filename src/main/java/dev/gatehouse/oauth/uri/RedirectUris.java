package dev.gatehouse.oauth.uri;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an answer may be sent: which URIs may be registered, and when a requested one is a registered one. RFC 6749 §3.1.2, RFC 8252 §7,
 * RFC 9700 §4.1.3.
 */
public final class RedirectUris {
  private static final int LONGEST = 2000;

  // A query that already answers would make the answer ambiguous.
  private static final Pattern ANSWER_IN_QUERY = Pattern.compile(
      "(?:^|&)(?:code|state|iss|error|error_description|error_uri)(?:=|&|$)",
      Pattern.CASE_INSENSITIVE);
  private static final Pattern ENCODED_CONTROL =
      Pattern.compile("%(?:[01][0-9a-f]|7f)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DOT_SEGMENT =
      Pattern.compile("(?:^|/)(?:\\.|%2e){1,2}(?:[/;]|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern LOOPBACK = Pattern.compile(
      "http://(localhost|127\\.0\\.0\\.1|\\[::1])(?::(\\d{1,5}))?((?:[/?].*)?)", Pattern.DOTALL);

  private static final Pattern QUOTED = Pattern.compile("'[^']*'");

  private RedirectUris() {}

  /**
   * Throws {@code invalid_redirect_uri} unless anyone may register it, and tells the client which one it is and what is wrong with it. The
   * reason, which is for the log, does not quote it: it may carry anything.
   */
  public static void requireRegistrable(String uri) {
    require(uri, PrivateUseSchemes::faultOfStranger);
  }

  /** As {@link #requireRegistrable}, for a client that the operator names, who knows which application has the scheme. */
  public static void requireNamable(String uri) {
    require(uri, PrivateUseSchemes::faultOfOperator);
  }

  private static void require(String uri, UnaryOperator<String> schemeFault) {
    String fault = fault(uri, schemeFault);
    if (!fault.isEmpty()) {
      throw OAuthException.of(
          OAuthError.INVALID_REDIRECT_URI,
          Cause.REDIRECT_URI_UNSAFE,
          "redirect_uri '" + shown(uri) + "' " + fault,
          "a redirect_uri " + QUOTED.matcher(fault).replaceAll("…"));
    }
  }

  /** Whether an authorization request may name this URI, given the registered ones. */
  public static boolean isRegistered(List<String> registered, String requested) {
    return registered.stream().anyMatch(one -> matches(one, requested));
  }

  /** Character by character the same (RFC 9700 §4.1.3), but for the port on loopback (RFC 8252 §7.3). */
  static boolean matches(String registered, String requested) {
    if (registered.equals(requested)) {
      return true;
    }
    Matcher one = LOOPBACK.matcher(registered);
    Matcher other = LOOPBACK.matcher(requested);
    return one.matches()
        && other.matches()
        && one.group(1).equals(other.group(1))
        && one.group(3).equals(other.group(3))
        && isPort(other.group(2));
  }

  /** Whether the browser that follows it stays on this computer: a loopback address. */
  public static boolean isLoopback(String uri) {
    return LOOPBACK.matcher(uri).matches();
  }

  /** Whether whoever follows it stays on this computer's web: {@code localhost} and its kin in any spelling, over http or https. */
  public static boolean isThisComputer(String uri) {
    return !isPrivateUse(uri) && HostSpelling.isThisComputer(host(uri));
  }

  /** Whether its host stands for a name in letters beyond ASCII, which may look like another name. */
  public static boolean isInternationalized(String uri) {
    return !isPrivateUse(uri) && HostSpelling.isInternationalized(host(uri));
  }

  /** Whether it is opened by an application instead of a web server; RFC 8252 §7.1. */
  public static boolean isPrivateUse(String uri) {
    return !uri.startsWith("https://") && !uri.startsWith("http://");
  }

  /** For people: host and port as computers spell them, in lower case and {@code xn--}; or the scheme of a private-use URI. */
  public static String destination(String uri) {
    URI parsed = URI.create(uri);
    return isPrivateUse(uri)
        ? parsed.getScheme() + "://"
        : parsed.getRawAuthority().toLowerCase(Locale.ROOT);
  }

  private static String host(String uri) {
    return Objects.requireNonNullElse(URI.create(uri).getHost(), "");
  }

  private static String fault(String uri, UnaryOperator<String> schemeFault) {
    if (uri.length() > LONGEST) {
      return "is longer than " + LONGEST + " characters";
    }
    if (uri.isEmpty() || !uri.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      return "has a space, a control character or a character outside ASCII";
    }
    if (uri.indexOf('#') >= 0) {
      return "has a fragment (RFC 6749 section 3.1.2)";
    }
    try {
      return fault(uri, new URI(uri), schemeFault);
    } catch (URISyntaxException e) {
      return "is not a URI";
    }
  }

  private static String fault(String uri, URI parsed, UnaryOperator<String> schemeFault) {
    if (!parsed.isAbsolute() || parsed.isOpaque()) {
      return "is not an absolute URI such as https://app.example/callback (RFC 6749 section 3.1.2)";
    }
    String path = parsed.getRawPath() == null ? "" : parsed.getRawPath();
    String query = parsed.getRawQuery() == null ? "" : parsed.getRawQuery();
    if (ENCODED_CONTROL.matcher(uri).find()) {
      return "has an encoded control character";
    }
    if (DOT_SEGMENT.matcher(path).find()) {
      return "has a dot segment in its path";
    }
    if (ANSWER_IN_QUERY
        .matcher(URLDecoder.decode(query, StandardCharsets.UTF_8))
        .find()) {
      return "has a parameter of the answer (code, state, iss, error) in its query";
    }
    return switch (parsed.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> webFault(uri, parsed);
      case "http" -> httpFault(uri, parsed);
      default -> privateUseFault(parsed, schemeFault);
    };
  }

  private static String httpFault(String uri, URI parsed) {
    String fault = webFault(uri, parsed);
    if (!fault.isEmpty() || LOOPBACK.matcher(uri).matches()) {
      return fault;
    }
    return Loopback.isHost(host(uri))
        ? "must spell its host in lower case, and its port as a number from 1 to 65535"
        : "uses http beyond loopback: only localhost, 127.0.0.1 and [::1] may, others need https";
  }

  private static String webFault(String uri, URI parsed) {
    if (!uri.startsWith("https://") && !uri.startsWith("http://")) {
      return "must spell its scheme in lower case";
    }
    if (parsed.getRawUserInfo() != null
        || (parsed.getRawAuthority() != null && parsed.getRawAuthority().contains("@"))) {
      return "has a user name before its host";
    }
    String host = parsed.getHost();
    String fault = host == null ? hostless(parsed) : HostSpelling.fault(host);
    if (!fault.isEmpty()) {
      return fault;
    }
    return parsed.getPort() == -1 || isPort(Integer.toString(parsed.getPort()))
        ? ""
        : "has no valid port";
  }

  // java.net.URI finds no host where it looks like an IPv4 address but is none, or has an
  // underscore.
  private static String hostless(URI parsed) {
    String authority = Objects.requireNonNullElse(parsed.getRawAuthority(), "");
    String fault = HostSpelling.fault(authority.replaceFirst(":[0-9]*$", ""));
    return fault.isEmpty() ? "has no valid host name" : fault;
  }

  private static String privateUseFault(URI parsed, UnaryOperator<String> schemeFault) {
    return parsed.getRawAuthority() != null && parsed.getRawAuthority().contains("@")
        ? "has a user name before its host"
        : schemeFault.apply(parsed.getScheme());
  }

  private static boolean isPort(String digits) {
    return digits == null
        || (digits.length() <= 5
            && Integer.parseInt(digits) >= 1
            && Integer.parseInt(digits) <= 65535);
  }

  private static String shown(String uri) {
    return uri.length() > 100 ? uri.substring(0, 100) + "..." : uri;
  }
}
