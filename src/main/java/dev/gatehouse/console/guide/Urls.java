package dev.gatehouse.console.guide;

import dev.gatehouse.oauth.Loopback;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Where the guide may go, and the addresses that it makes. */
final class Urls {
  private final List<String> own;
  private final boolean loopback;

  /** The own addresses may always be called; others on loopback only where the console is for this computer alone. */
  Urls(List<String> own, boolean loopback) {
    this.own = List.copyOf(own);
    this.loopback = loopback;
  }

  /** CWE-918: nothing beyond this computer, whatever a metadata document says. */
  boolean mayCall(String url) {
    return parse(url)
        .filter(uri -> uri.getRawUserInfo() == null)
        .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        .filter(uri -> (loopback && Loopback.isHost(uri.getHost())) || own.contains(origin(uri)))
        .isPresent();
  }

  static Optional<URI> parse(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
