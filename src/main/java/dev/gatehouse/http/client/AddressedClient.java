package dev.gatehouse.http.client;

import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connects to an address that was checked, not to whatever the name means by then (DNS rebinding, CWE-918). A connection of its own for each
 * request: no redirect, no cookie, no credentials, no compression; certificate and host name are verified.
 */
public final class AddressedClient {
  private static final int MOST_ADDRESSES = 4;

  private final HttpClientAgent http;

  /**
   * For requests to any host.
   *
   * @param trust whose certificates are believed
   * @param patience for the connection, and again for the TLS handshake
   * @param longestHeaders of an answer, in bytes
   */
  public AddressedClient(Vertx vertx, TlsTrust trust, Duration patience, int longestHeaders) {
    var options = new HttpClientOptions()
        .setKeepAlive(false)
        .setConnectTimeout(Math.toIntExact(patience.toMillis()))
        .setVerifyHost(true)
        .setMaxHeaderSize(longestHeaders);
    options
        .setSslHandshakeTimeout(patience.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    this.http = vertx.createHttpClient(trust.on(options));
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

  /** Connected to that address and no other; the host of the request is in the handshake, the certificate and the Host header. */
  public Future<HttpClientRequest> connect(RequestOptions request, InetAddress address) {
    var pinned = new RequestOptions(request)
        .setServer(SocketAddress.inetSocketAddress(request.getPort(), address.getHostAddress()))
        .setFollowRedirects(false);
    return http.request(pinned)
        .onSuccess(connected ->
            connected.connection().exceptionHandler(failure -> {})); // the request fails with it
  }

  /** Connected to the first of the addresses that takes connections; to none of more than four. */
  public Future<HttpClientRequest> connect(RequestOptions request, List<InetAddress> addresses) {
    Future<HttpClientRequest> connected = connect(request, addresses.get(0));
    for (InetAddress next : addresses.stream().skip(1).limit(MOST_ADDRESSES - 1).toList()) {
      connected = connected.recover(failure -> connect(request, next));
    }
    return connected;
  }
}
