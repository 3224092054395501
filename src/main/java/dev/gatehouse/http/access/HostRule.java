package dev.gatehouse.http.access;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.uri.Authority;
import dev.gatehouse.oauth.uri.Loopback;
import dev.gatehouse.settings.model.ServerSettings;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers only to names that are this server's: loopback, its own URL, and what {@code --allowed-hosts} adds. A page whose name was
 * rebound to this machine arrives with its own name in {@code Host} and is refused; MCP transports, security warning on DNS rebinding.
 */
public final class HostRule implements Handler<RoutingContext> {
  private final List<Authority> allowed;
  private final Decisions decisions;

  /** The own URL is the issuer, or the resource server's origin. */
  public HostRule(ServerSettings settings, String ownUrl, Decisions decisions) {
    this.allowed = Stream.concat(Stream.of(authorityOf(ownUrl)), settings.allowedHosts().stream())
        .flatMap(host -> Authority.parse(host).stream())
        .toList();
    this.decisions = decisions;
  }

  @Override
  public void handle(RoutingContext ctx) {
    List<String> hosts = ctx.request().headers().getAll(HttpHeaders.HOST);
    if (hosts.size() != 1) {
      JsonAnswer.error(
          ctx, 400, "invalid_request", "send exactly one Host header"); // RFC 9112 §3.2
    } else if (!allows(hosts.get(0)) || !targetIsOurs(ctx.request())) {
      decisions
          .refused(Step.HOST_CHECK, Cause.HOST_FORBIDDEN)
          .detail("host", hosts.get(0))
          .because("host is not allowed")
          .announce();
      JsonAnswer.error(
          ctx, 403, "forbidden_host", "this Host is not served; --allowed-hosts adds it");
    } else {
      ctx.next();
    }
  }

  /** Whether a {@code Host} value, with or without port, is this server. */
  public boolean allows(String host) {
    return Authority.parse(host)
        .filter(asked ->
            Loopback.isHost(asked.host()) || allowed.stream().anyMatch(own -> matches(own, asked)))
        .isPresent();
  }

  // RFC 9112 §3.2.2: in the absolute form the target's authority counts, not the header's.
  private boolean targetIsOurs(HttpServerRequest request) {
    String target = request.uri();
    return target.startsWith("/") || target.equals("*") || allows(authorityOf(target));
  }

  private static boolean matches(Authority own, Authority asked) {
    return own.host().equals(asked.host())
        && (own.port().isEmpty() || own.port().equals(asked.port()));
  }

  // Not java.net.URI: a target from outside need not be one.
  private static String authorityOf(String url) {
    String rest = url.substring(url.indexOf("://") < 0 ? 0 : url.indexOf("://") + 3);
    return rest.split("[/?#]", 2)[0];
  }
}
