package dev.gatehouse.settings.load;

import dev.gatehouse.oauth.uri.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The URL of a server, taken apart: http or https, no user, no query, no fragment (RFC 8414 §2), no slash at the end.
 *
 * @param text as it was given, without a slash at the end
 * @param scheme in lower case
 * @param host in lower case; an IPv6 address in brackets
 * @param port the one given, or that of the scheme
 * @param path empty, or with its slash in front
 */
record ServerUrl(String text, String scheme, String host, int port, String path) {

  /** Reads a setting; what it refuses, it says. */
  static ServerUrl of(Setting setting, String given) {
    String text = withoutSlash(given);
    URI uri = parse(setting, text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw setting.refused("must begin with http:// or https://");
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65535) {
      throw setting.refused("must have a valid host name, and a port from 1 to 65535 if any");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw setting.refused("must have no user name, query or fragment (RFC 8414 section 2)");
    }
    int port = uri.getPort() > 0 ? uri.getPort() : standardPort(scheme);
    return new ServerUrl(
        text, scheme, uri.getHost().toLowerCase(Locale.ROOT), port, uri.getRawPath());
  }

  /** Scheme, host and port in the form in which a browser writes them; RFC 6454 §6.2. */
  String origin() {
    return scheme + "://" + host + (port == standardPort(scheme) ? "" : ":" + port);
  }

  boolean isSafe() {
    return scheme.equals("https") || Loopback.isHost(host);
  }

  static String withoutSlash(String url) {
    int end = url.length();
    while (end > 0 && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
  }

  private static int standardPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static URI parse(Setting setting, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw setting.refused();
    }
  }
}
