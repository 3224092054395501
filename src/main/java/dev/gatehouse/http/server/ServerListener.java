package dev.gatehouse.http.server;

import dev.gatehouse.http.limit.ClientTimeouts;
import dev.gatehouse.http.limit.Connections;
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
public final class ServerListener {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");
  private static final int LONGEST_REQUEST_LINE = 8192; // RFC 9112 §3 asks for 8000
  private static final int LARGEST_HEADERS = 32 * 1024;
  /** The connection itself, and the longest head. */
  public static final int BYTES_OF_CONNECTION = 16 * 1024 + LONGEST_REQUEST_LINE + LARGEST_HEADERS;

  private static final int MOST = 4096;
  private static final int LEAST = 16;
  private static final int IDLE_SECONDS = 60;
  private static final int GRACE_SECONDS = 10;

  private final Vertx vertx;
  private final Tls tls;
  private final Connections connections;
  private final List<HttpServer> servers = new ArrayList<>();

  /** One of so many listeners of the process, which share the connections that there may be. */
  public ServerListener(Vertx vertx, Tls tls, int listeners) {
    this(vertx, tls, listeners, ClientTimeouts.USUAL);
  }

  public ServerListener(Vertx vertx, Tls tls, int listeners, ClientTimeouts patience) {
    this.vertx = vertx;
    this.tls = tls;
    this.connections = new Connections(
        vertx,
        patience,
        Math.max(LEAST, mostConnections(Runtime.getRuntime().maxMemory()) / listeners));
  }

  /** The connections that the process takes with such a heap: an eighth of it, by what each may hold of a head that does not end; 4,096 at most. */
  public static int mostConnections(long heap) {
    return (int) Math.min(MOST, heap / 8 / BYTES_OF_CONNECTION);
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
    return Future.join(servers.stream().map(ServerListener::shutdown).toList()).mapEmpty();
  }

  private Future<Void> bind(String host, int port, Handler<HttpServerRequest> handler) {
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
