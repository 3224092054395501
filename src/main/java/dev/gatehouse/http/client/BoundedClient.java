package dev.gatehouse.http.client;

import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Sends requests and takes so much of the answers: time, bytes and connections are bounded; no redirect is followed, no cookie kept, no
 * compression undone; certificate and host name are verified.
 *
 * <p>A server that the operator named is asked by its name ({@link #exchange}). Where others say whom to ask, the caller resolves the name,
 * looks at the addresses, and connects to one that passed, not to whatever the name means by then (DNS rebinding, CWE-918).
 */
public final class BoundedClient {
  private static final int MOST_ADDRESSES = 4;
  private static final int MOST_WAITING = 256; // for a connection

  private final HttpClientAgent http;
  private final HttpBounds bounds;

  public BoundedClient(Vertx vertx, TlsTrust trust, HttpBounds bounds) {
    this.bounds = bounds;
    var options = new HttpClientOptions()
        .setKeepAlive(bounds.kept())
        .setConnectTimeout(bounds.millis())
        .setVerifyHost(true)
        .setMaxHeaderSize(bounds.headers());
    options
        .setSslHandshakeTimeout(bounds.millis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    this.http = vertx.createHttpClient(
        trust.on(options),
        new PoolOptions().setHttp1MaxSize(bounds.connections()).setMaxWaitQueueSize(MOST_WAITING));
  }

  /** A request for the URL, http or https with a host; throws {@link IllegalArgumentException} where it has no valid port. */
  public static RequestOptions request(HttpMethod method, URI url) {
    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return new RequestOptions()
        .setMethod(method)
        .setHost(url.getHost().replace("[", "").replace("]", ""))
        .setPort(url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80)
        .setSsl(secure)
        .setURI(url.getRawQuery() == null ? path : path + '?' + url.getRawQuery());
  }

  /** The answer of the host of the request. */
  public Future<BoundedAnswer> exchange(RequestOptions request, Buffer body) {
    return exchange(request, body, any -> true);
  }

  /** As {@link #exchange(RequestOptions, Buffer)}; of a response that is not wanted the body is not read. */
  public Future<BoundedAnswer> exchange(
      RequestOptions request, Buffer body, Predicate<HttpClientResponse> wanted) {
    return http.request(new RequestOptions(request).setFollowRedirects(false))
        .compose(connected -> connected
            .send(body)
            .compose(response -> answer(response, wanted)) // before any of it arrives
            .timeout(bounds.millis(), TimeUnit.MILLISECONDS)
            .onFailure(failure -> connected.reset()))
        .timeout(bounds.millis(), TimeUnit.MILLISECONDS);
  }

  // To that address and no other.
  private Future<HttpClientRequest> connect(RequestOptions request, InetAddress address) {
    var pinned = new RequestOptions(request)
        .setServer(SocketAddress.inetSocketAddress(request.getPort(), address.getHostAddress()))
        .setFollowRedirects(false);
    return http.request(pinned)
        .onSuccess(connected ->
            connected.connection().exceptionHandler(failure -> {})); // the request fails with it
  }

  /**
   * Connected to the first of the addresses that takes connections, to none of more than four, and to no other: the host of the request is
   * in the handshake, the certificate and the Host header.
   */
  public Future<HttpClientRequest> connect(RequestOptions request, List<InetAddress> addresses) {
    return connect(request, addresses, () -> true);
  }

  /** As {@link #connect(RequestOptions, List)}; the next address is tried only while that is still wanted. */
  public Future<HttpClientRequest> connect(
      RequestOptions request, List<InetAddress> addresses, BooleanSupplier wanted) {
    Future<HttpClientRequest> connected = connect(request, addresses.get(0));
    for (InetAddress next : addresses.stream().skip(1).limit(MOST_ADDRESSES - 1).toList()) {
      connected = connected.recover(
          failure -> wanted.getAsBoolean() ? connect(request, next) : Future.failedFuture(failure));
    }
    return connected;
  }

  /** How much of a body is read. */
  public BodyBound body() {
    return bounds.body();
  }

  public Future<Void> close() {
    return http.close();
  }

  private Future<BoundedAnswer> answer(
      HttpClientResponse response, Predicate<HttpClientResponse> wanted) {
    if (wanted.test(response)) {
      return bounds.body().read(response).map(body -> answer(response, body));
    }
    response.exceptionHandler(cut -> {}); // by us, on the next line
    response.request().reset();
    return Future.succeededFuture(answer(response, Buffer.buffer()));
  }

  private static BoundedAnswer answer(HttpClientResponse response, Buffer body) {
    return new BoundedAnswer(
        response.statusCode(), response.statusMessage(), response.headers(), body);
  }
}
