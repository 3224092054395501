package dev.gatehouse.oauth.uri;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The URL that a request was sent to, without query and fragment, as {@code htu} of a DPoP proof has it; RFC 9449 §4.2. Compared after the
 * normalization of RFC 3986 §6.2.2 and §6.2.3, as §4.3 asks.
 */
public final class TargetUri {
  private static final int LONGEST = 2048;
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
  private static final Pattern ABOVE_THE_ROOT = Pattern.compile("^(?:/\\.\\.(?=/|$))++");
  private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

  private TargetUri() {}

  /** The one spelling of the URL; empty where it is no http or https URL, or has user, query or fragment. */
  public static Optional<String> normalized(String url) {
    if (url.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var uri = new URI(url);
      boolean plain = uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getRawAuthority() != null
          && uri.getScheme() != null;
      return plain ? normalized(uri) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<String> normalized(URI uri) throws URISyntaxException {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.empty();
    }
    String path = path(uri.getRawPath());
    return Authority.parse(uri.getRawAuthority())
        .map(authority -> scheme + "://" + authority.host() + port(authority, scheme) + path);
  }

  private static String port(Authority authority, String scheme) {
    int implied = scheme.equals("https") ? 443 : 80;
    int port = authority.portOr(scheme);
    return port == implied ? "" : ":" + port;
  }

  // §6.2.2.1 to .3: escapes in upper case, none where none is needed, no dot segments.
  private static String path(String raw) throws URISyntaxException {
    String unescaped = ESCAPE.matcher(raw).replaceAll(TargetUri::escape);
    String path = new URI("http://any" + unescaped).normalize().getRawPath();
    String inside = ABOVE_THE_ROOT.matcher(path).replaceFirst("");
    return inside.isEmpty() ? "/" : inside;
  }

  private static String escape(MatchResult escape) {
    String character = String.valueOf((char) Integer.parseInt(escape.group(1), 16));
    return UNRESERVED.matcher(character).matches()
        ? character
        : escape.group().toUpperCase(Locale.ROOT);
  }
}
