package dev.gatehouse.console.guide;

import dev.gatehouse.client.TargetPolicy;
import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.oauth.uri.Loopback;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Where the guide may go, and the addresses that it makes. */
final class GuideUrls {
  private static final int HIGHEST_PORT = 65_535;

  private final Set<String> own;
  private final boolean loopback;

  /** The own addresses may always be called; others on loopback only where the console is for this computer alone. */
  GuideUrls(Set<String> own, boolean loopback) {
    this.own = Set.copyOf(own);
    this.loopback = loopback;
  }

  /** What a walk from that MCP URL may call, by address. */
  TargetPolicy targets(String mcpUrl, HostResolver resolver) {
    return new TargetPolicy(URI.create(mcpUrl), own, resolver);
  }

  /** CWE-918: nothing beyond this computer, whatever a metadata document says. */
  boolean mayCall(String url) {
    return parse(url)
        .filter(uri -> uri.getRawUserInfo() == null)
        .filter(uri -> uri.getPort() != 0 && uri.getPort() <= HIGHEST_PORT)
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
