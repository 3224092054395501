package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.http.record.ExchangeRecorder;
import dev.gatehouse.http.sse.SseWriter;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** A response that carries events for as long as its token is good. May be written from every thread. */
final class SseConnection {
  /** The longest wait of a timer that is worth setting: a token does not live that long. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final SseWriter writer;
  private final Scopes scopes;

  /** Begins the response. It ends with the token, or when that is revoked, if not before. */
  SseConnection(RoutingContext ctx, Context context, AccessToken token, Sessions sessions) {
    this.writer = new SseWriter(ctx, context, event -> ExchangeRecorder.streamed(ctx, event));
    this.scopes = token.scopes();
    Duration left = Duration.between(sessions.clock().instant(), token.expiresAt());
    writer.open(
        sessions.rules().heartbeat(),
        left.compareTo(LONGEST) < 0 ? left : LONGEST,
        () -> sessions.revocations().isKnown() && !sessions.revocations().isRevoked(token));
  }

  /** Whether its token has the scope, where one is named. */
  boolean mayCarry(String scope) {
    return scope.isEmpty() || scopes.contains(scope);
  }

  void write(String event) {
    writer.write(event);
  }

  /** Ends the response once all is written. */
  void end() {
    writer.end();
  }
}
