package dev.gatehouse.client;

import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.oauth.uri.Loopback;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Which URLs a client follows that was given one MCP URL and reads all others in what servers answer (CWE-918, MCP security best practices
 * "SSRF"): https on the internet; on this computer or a private network, and by http on this computer, only where the MCP URL itself is
 * there. Each address of a name must pass. A name is resolved once, so that it cannot come to mean something else.
 */
public final class TargetPolicy {
  private static final int MOST_HOSTS = 50;
  private static final int HIGHEST_PORT = 65_535;

  private final URI mcp;
  private final Set<String> trusted;
  private final HostResolver resolver;
  private final Function<InetAddress, NetworkZone> zones;
  private final Map<String, Future<List<InetAddress>>> known = new ConcurrentHashMap<>();

  /**
   * The rule for what one MCP URL leads to.
   *
   * @param trusted origins that may be called wherever they are
   */
  public TargetPolicy(URI mcp, Set<String> trusted, HostResolver resolver) {
    this(mcp, trusted, resolver, NetworkZone::of);
  }

  /** The same, where the caller says how far an address reaches. */
  public TargetPolicy(
      URI mcp,
      Set<String> trusted,
      HostResolver resolver,
      Function<InetAddress, NetworkZone> zones) {
    this.mcp = mcp;
    this.trusted = Set.copyOf(trusted);
    this.resolver = resolver;
    this.zones = zones;
  }

  /** What is wrong with the spelling of the URL, to be read after it: no client follows such a one. Empty where it is well spelled. */
  public static Optional<String> fault(URI url) {
    String host = url.getHost();
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    if (host == null || !(http || "https".equalsIgnoreCase(url.getScheme()))) {
      return Optional.of("is not an https URL with a host");
    }
    if (url.getRawUserInfo() != null) {
      return Optional.of("has a user name before its host");
    }
    if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
      return Optional.of("has no valid port");
    }
    return http && !Loopback.isHost(host)
        ? Optional.of("is neither https nor on loopback")
        : Optional.empty();
  }

  /** The addresses to connect to; fails with {@link RefusedTargetException} where the URL must not be followed, or with what resolving it failed with. */
  public Future<List<InetAddress>> addresses(URI url) {
    Optional<String> fault = isTrusted(url) ? Optional.empty() : fault(url);
    if (fault.isPresent()) {
      return Future.failedFuture(new RefusedTargetException(fault.get()));
    }
    if (isTrusted(url)) {
      return resolved(url);
    }
    return resolved(mcp).compose(own -> {
      NetworkZone zone = zone(own);
      // Whoever was given a name with addresses of several zones means the widest.
      return isSameHost(url)
          ? Future.succeededFuture(
              own.stream().filter(one -> zones.apply(one) == zone).toList())
          : resolved(url).map(found -> passed(found, zone));
    });
  }

  private List<InetAddress> passed(List<InetAddress> addresses, NetworkZone from) {
    for (InetAddress address : addresses) {
      NetworkZone there = zones.apply(address);
      if (!from.mayLeadTo(there)) {
        throw new RefusedTargetException("is on " + there.words()
            + ", and the MCP URL, which leads there, is on " + from.words());
      }
    }
    return addresses;
  }

  private NetworkZone zone(List<InetAddress> addresses) {
    return NetworkZone.widest(addresses.stream().map(zones).toList());
  }

  private boolean isSameHost(URI url) {
    return url.getHost().equalsIgnoreCase(mcp.getHost());
  }

  private boolean isTrusted(URI url) {
    return trusted.contains(url.getScheme() + "://" + url.getRawAuthority());
  }

  private Future<List<InetAddress>> resolved(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    if (known.size() >= MOST_HOSTS && !known.containsKey(host)) {
      return Future.failedFuture(
          new RefusedTargetException("is on one of more than " + MOST_HOSTS + " hosts"));
    }
    return known.computeIfAbsent(host, resolver::resolve);
  }
}
