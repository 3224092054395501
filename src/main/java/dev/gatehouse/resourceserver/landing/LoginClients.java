package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.oauth.WellKnown;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds the authorization server when the first person wants to log in: it may start later than this server, or be elsewhere. */
final class LoginClients {
  private static final int SECONDS = 5;

  private final Vertx vertx;
  private final TlsTrust trust;
  private final String issuer;
  private final HttpClient http;
  private final AtomicReference<@Nullable LoginClient> known = new AtomicReference<>();

  LoginClients(Vertx vertx, TlsTrust trust, String issuer) {
    this.trust = trust;
    this.vertx = vertx;
    this.issuer = issuer;
    this.http =
        vertx.createHttpClient(trust.on(new HttpClientOptions().setConnectTimeout(SECONDS * 1000)));
  }

  /** A client of it; a failed future where its metadata cannot be had. */
  Future<LoginClient> find() {
    @Nullable LoginClient client = known.get();
    return client != null ? Future.succeededFuture(client) : discover().map(this::keep);
  }

  // Two may have asked at once: one of the two clients is enough.
  private LoginClient keep(AuthServerMetadata metadata) {
    var client = new LoginClient(vertx, trust, issuer, metadata);
    @Nullable LoginClient first = known.compareAndExchange(null, client);
    return first == null ? client : first;
  }

  private Future<AuthServerMetadata> discover() {
    Future<AuthServerMetadata> found = Future.failedFuture(new IOException("nowhere to look"));
    for (String place : WellKnown.ofIssuer(issuer)) {
      found = found.recover(
          missing -> document(place).map(document -> AuthServerMetadata.read(document, issuer)));
    }
    return found;
  }

  private Future<JsonObject> document(String url) {
    var options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url);
    return http.request(options
            .putHeader("Accept", "application/json")
            .putHeader("User-Agent", LoginClient.CLIENT_ID))
        .compose(request -> request.send().compose(LoginClients::body)) // before any of it arrives
        .map(Buffer::toJsonObject)
        .timeout(SECONDS, TimeUnit.SECONDS);
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    return response.statusCode() == 200
        ? response.body()
        : Future.failedFuture(new IOException("it answered " + response.statusCode()));
  }
}
