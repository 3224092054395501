package dev.gatehouse.http.access;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.uri.Loopback;
import dev.gatehouse.settings.model.ServerSettings;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which web pages may call: those on loopback, at whatever port, the server's own, and what {@code --allowed-origins} adds. Others,
 * {@code null} included, get 403; MCP 2025-11-25 transports, "Security Warning". A request without {@code Origin} comes from no page.
 */
public final class OriginRule implements Handler<RoutingContext> {
  private final Set<String> allowed;
  private final Decisions decisions;

  /** The own origin is that of the server's public URL. */
  public OriginRule(ServerSettings settings, String ownOrigin, Decisions decisions) {
    this.allowed = Stream.concat(Stream.of(ownOrigin), settings.allowedOrigins().stream())
        .map(origin -> origin.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
    this.decisions = decisions;
  }

  @Override
  public void handle(RoutingContext ctx) {
    List<String> origins = ctx.request().headers().getAll(HttpHeaders.ORIGIN);
    if (origins.isEmpty() || (origins.size() == 1 && allows(origins.get(0)))) {
      ctx.next();
    } else {
      decisions
          .refused(Step.HOST_CHECK, Cause.ORIGIN_FORBIDDEN)
          .detail("origin", origins.get(0))
          .because("origin is not allowed")
          .announce();
      JsonAnswer.error(
          ctx, 403, "forbidden_origin", "this Origin may not call; --allowed-origins adds it");
    }
  }

  /** Whether pages of this origin may call. */
  public boolean allows(String origin) {
    return Loopback.isOrigin(origin) || allowed.contains(origin.toLowerCase(Locale.ROOT));
  }
}
