package dev.gatehouse.http;

import dev.gatehouse.tls.Tls;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one port of several addresses, and stops so that requests which are under way finish. An address that this machine does not
 * have (IPv6 in many containers) is left out; a port that is taken, or no address at all, fails the start with one sentence.
 */
public final class Listener {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");
  private static final int LONGEST_REQUEST_LINE = 8192; // RFC 9112 §3 asks for 8000
  private static final int LARGEST_HEADERS = 32 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final int GRACE_SECONDS = 10;

  private final Vertx vertx;
  private final Tls tls;
  private final Patience patience;
  private final List<HttpServer> servers = new ArrayList<>();

  public Listener(Vertx vertx, Tls tls) {
    this(vertx, tls, Patience.USUAL);
  }

  Listener(Vertx vertx, Tls tls, Patience patience) {
    this.vertx = vertx;
    this.tls = tls;
    this.patience = patience;
  }

  /** Binds each host; the port is not 0, for all hosts and all instances of a verticle share it. */
  public Future<Void> listen(List<String> hosts, int port, Handler<HttpServerRequest> handler) {
    Future<Void> bound = Future.succeededFuture();
    for (String host : hosts) {
      bound = bound.compose(previous -> bind(host, port, handler));
    }
    return bound.compose(all -> requireOne(hosts, port));
  }

  /** Takes no new connection, lets requests finish for some seconds, then closes. */
  public Future<Void> close() {
    return Future.join(servers.stream().map(Listener::shutdown).toList()).mapEmpty();
  }

  private Future<Void> bind(String host, int port, Handler<HttpServerRequest> handler) {
    var connections = new Connections(vertx, patience);
    HttpServer server = vertx
        .createHttpServer(tls.on(options()))
        .connectionHandler(connections)
        .requestHandler(connections.before(handler));
    // What is not HTTP gets the plain 400 of the codec and is no event of ours.
    return server
        .listen(port, host)
        .onSuccess(servers::add)
        .<Void>mapEmpty()
        .recover(cause -> tolerable(cause, host, port));
  }

  private static Future<Void> tolerable(Throwable cause, String host, int port) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof BindException && message.contains("in use")) {
      return Future.failedFuture(
          new ListenException("port " + port + " on " + host + " is taken", true));
    }
    if (message.contains("permission")) {
      return Future.failedFuture(
          new ListenException("port " + port + " on " + host + " is not permitted", true));
    }
    LOG.debug("no address {} on this machine: {}", host, message);
    return Future.succeededFuture();
  }

  private Future<Void> requireOne(List<String> hosts, int port) {
    return servers.isEmpty()
        ? Future.failedFuture(new ListenException(
            "none of the addresses " + String.join(", ", hosts) + " is on this machine (port "
                + port + ")",
            false))
        : Future.succeededFuture();
  }

  private static Future<Void> shutdown(HttpServer server) {
    return server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
        .setMaxHeaderSize(LARGEST_HEADERS)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setHttp2ClearTextEnabled(false) // h2c smuggling
        .setDecompressionSupported(false) // decompression bombs
        .setHandle100ContinueAutomatically(false) // BodyHandler sends it, after the gate
        .setCompressionSupported(false); // BREACH
  }
}
