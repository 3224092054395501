package dev.gatehouse.http.limit;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of a server on one event loop: so many, each looked at once a second, none that takes for ever (CWE-400, CWE-770). A
 * request costs no timer.
 *
 * <p>Vert.x limits sizes and idleness, but no head or body that drips; it hands out no channel either, so that this class takes it from
 * the connection itself.
 */
public final class Connections implements Handler<HttpConnection> {
  private static final long SECOND = 1000;

  private final Vertx vertx;
  private final ClientTimeouts patience;
  private final int most;
  private final Map<HttpConnection, WatchedConnection> open = new HashMap<>();
  private int now;
  private long timer = -1;

  /** So many, for all hosts of a listener together. */
  public Connections(Vertx vertx, ClientTimeouts patience, int most) {
    this.most = most;
    this.vertx = vertx;
    this.patience = patience;
  }

  /** Where there are too many, the one that has had nothing to do for longest goes. */
  @Override
  public void handle(HttpConnection connection) {
    if (!(connection instanceof ConnectionBase base)) {
      throw new IllegalStateException("Vert.x has other connections: " + connection.getClass());
    }
    if (open.size() >= most) {
      longestIdle().close();
    }
    var watched = new WatchedConnection(base.channel(), patience, now);
    open.put(connection, watched);
    base.channel().closeFuture().addListener(closed -> open.remove(connection));
    if (timer < 0) {
      timer = vertx.setPeriodic(SECOND, second -> checkAll());
    }
  }

  /** Tells when a request begins, and lets it wait until the answers before it were read: a client that reads none gets no more. */
  public Handler<HttpServerRequest> before(Handler<HttpServerRequest> server) {
    return request -> {
      @Nullable WatchedConnection watched = open.get(request.connection());
      if (watched != null) {
        watched.begin(request, now);
      }
      if (request.response().writeQueueFull()) {
        awaitReader(request, server);
      } else {
        server.handle(request);
      }
    };
  }

  private static void awaitReader(HttpServerRequest request, Handler<HttpServerRequest> server) {
    request.pause();
    request.response().drainHandler(read -> {
      request.response().drainHandler(null);
      request.resume();
      server.handle(request);
    });
  }

  private WatchedConnection longestIdle() {
    return open.values().stream()
        .max(Comparator.comparingInt(watched -> watched.idle(now)))
        .orElseThrow();
  }

  private void checkAll() {
    now++;
    List.copyOf(open.values()).forEach(watched -> watched.check(now)); // those that end are removed
    if (open.isEmpty()) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }
}
