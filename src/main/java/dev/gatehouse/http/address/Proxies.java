package dev.gatehouse.http.address;

import dev.gatehouse.http.access.HostRule;
import dev.gatehouse.settings.model.AddressRange;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Believes the forwarding headers of the proxies that the settings name, and of nobody else: who the client is ({@link RemoteAddress}), and
 * which {@code Host} it asked for, which {@link HostRule} then checks as any other. RFC 7239 §8.1: whoever is believed could be anybody.
 *
 * <p>No header changes an issuer, a challenge or metadata: those come from the settings.
 */
public final class Proxies implements Handler<RoutingContext> {
  private static final String CLIENT = "gatehouse.client";

  private final List<AddressRange> trusted;

  public Proxies(List<AddressRange> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (!trusted.isEmpty()) {
      peer(ctx.request()).filter(this::isTrusted).ifPresent(proxy -> believe(ctx, proxy));
    }
    ctx.next();
  }

  /** The address that the request comes from, beyond the proxies that are named; empty once the connection is gone. */
  static Optional<InetAddress> client(RoutingContext ctx) {
    @Nullable InetAddress told = ctx.get(CLIENT);
    return told == null ? peer(ctx.request()) : Optional.of(told);
  }

  private void believe(RoutingContext ctx, InetAddress proxy) {
    MultiMap headers = ctx.request().headers();
    List<ForwardedElement> standard = elements(headers, "Forwarded", ForwardedElement::parse);
    List<ForwardedElement> usual =
        elements(headers, "X-Forwarded-For", ForwardedElement::parseXForwardedFor);
    InetAddress client = client(standard.isEmpty() ? usual : standard, proxy);
    // Where the two disagree, the client wrote the one that the proxy leaves alone.
    boolean agreed = standard.isEmpty() || usual.isEmpty() || client.equals(client(usual, proxy));
    ctx.put(CLIENT, agreed ? client : proxy);
    host(headers, standard)
        .filter(host -> headers.getAll(HttpHeaders.HOST).size() == 1)
        .ifPresent(host -> headers.set(HttpHeaders.HOST, host));
  }

  // The right-most address that is no proxy of ours; left of it anybody may have written.
  private InetAddress client(List<ForwardedElement> elements, InetAddress proxy) {
    InetAddress client = proxy;
    for (int i = elements.size() - 1; i >= 0 && isTrusted(client); i--) {
      Optional<InetAddress> before = elements.get(i).node();
      if (before.isEmpty()) {
        return client;
      }
      client = before.get();
    }
    return client;
  }

  private static Optional<String> host(MultiMap headers, List<ForwardedElement> standard) {
    List<String> usual = headers.getAll("X-Forwarded-Host");
    String told = standard.isEmpty() ? "" : standard.get(standard.size() - 1).host();
    if (usual.isEmpty()) {
      return Optional.of(told).filter(host -> !host.isEmpty());
    }
    String one = usual.get(0).strip();
    boolean clear = usual.size() == 1 && one.indexOf(',') < 0;
    return Optional.of(one).filter(host -> clear && (told.isEmpty() || told.equals(host)));
  }

  private static List<ForwardedElement> elements(
      MultiMap headers, String name, Function<String, List<ForwardedElement>> parser) {
    List<String> values = headers.getAll(name);
    return values.isEmpty() ? List.of() : parser.apply(String.join(",", values));
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static Optional<InetAddress> peer(HttpServerRequest request) {
    @Nullable SocketAddress peer = request.remoteAddress(); // null once the connection is gone
    return Optional.ofNullable(peer).map(SocketAddress::hostAddress).flatMap(AddressRange::address);
  }
}
