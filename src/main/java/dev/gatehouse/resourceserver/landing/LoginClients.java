package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.client.oauth.Discovery;
import dev.gatehouse.http.client.BodyBound;
import dev.gatehouse.http.client.HttpBounds;
import dev.gatehouse.http.client.JsonClient;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds the authorization server when the first person wants to log in: it may start later than this server, or be elsewhere. */
final class LoginClients {
  private static final HttpBounds BOUNDS =
      HttpBounds.of(Duration.ofSeconds(5), BodyBound.refusing(256 << 10));

  private final Vertx vertx;
  private final TlsTrust trust;
  private final String issuer;
  private final JsonClient http;
  private final AtomicReference<@Nullable LoginClient> known = new AtomicReference<>();

  LoginClients(Vertx vertx, TlsTrust trust, String issuer) {
    this.trust = trust;
    this.vertx = vertx;
    this.issuer = issuer;
    this.http = new JsonClient(vertx, trust, BOUNDS, LoginClient.CLIENT_ID);
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
    return Discovery.first(issuer, http::get, AuthServerMetadata::of);
  }
}
