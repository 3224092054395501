package dev.gatehouse.authserver.outbound;

import dev.gatehouse.http.client.BodyBound;
import dev.gatehouse.http.client.BoundedClient;
import dev.gatehouse.http.client.HttpBounds;
import dev.gatehouse.oauth.uri.FetchUrl;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;

/** A connection of its own for each request: no redirect, no cookie, no credentials, no compression, certificate and host name verified. */
final class FetchClient {
  // Each document has a bound of its own.
  private static final HttpBounds BOUNDS =
      HttpBounds.once(Duration.ofSeconds(5), HttpBounds.USUAL_HEADERS, BodyBound.refusing(0));

  private final BoundedClient http;
  private final Clock clock;

  FetchClient(Vertx vertx, TlsTrust trust, Clock clock) {
    this.http = new BoundedClient(vertx, trust, BOUNDS);
    this.clock = clock;
  }

  /** Connected to the first of the addresses that takes connections; the next one is tried only while that is still wanted. */
  Future<HttpClientRequest> connect(
      FetchUrl url, List<InetAddress> addresses, BooleanSupplier wanted) {
    var options = new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setHost(url.host().replaceAll("[\\[\\]]", ""))
        .setPort(url.port())
        .setSsl(url.secure())
        .setURI(url.target());
    options.putHeader(HttpHeaders.ACCEPT, "application/json");
    options.putHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    options.putHeader(HttpHeaders.USER_AGENT, "gatehouse");
    return http.connect(options, addresses, wanted)
        .recover(failure -> Future.failedFuture(inOurWords(url.host(), failure)));
  }

  Duration freshness(HttpClientResponse response) {
    return Freshness.of(response.headers(), clock);
  }

  private static FetchException inOurWords(String host, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return FetchException.lasting(
            "has a server whose TLS failed: its certificate must be valid, trusted here, and for this host");
      }
    }
    return FetchException.unreachable(host, "has a server that does not take connections");
  }
}
