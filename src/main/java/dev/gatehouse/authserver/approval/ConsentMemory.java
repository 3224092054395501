package dev.gatehouse.authserver.approval;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientIdentity;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.store.Consent;
import dev.gatehouse.store.Consents;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What users need not be asked again, where the client's identity is assured; RFC 6749 §10.2, RFC 8252 §8.6. */
public final class ConsentMemory {
  private final Consents consents;
  private final Duration lifetime;
  private final Clock clock;

  /** A lifetime of zero remembers nothing. */
  public ConsentMemory(Consents consents, Duration lifetime, Clock clock) {
    this.consents = consents;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** How long. */
  public Duration lifetime() {
    return lifetime;
  }

  /** Whether the answer to the request is remembered. */
  public boolean serves(AuthorizationRequest request) {
    return !lifetime.isZero() && ClientIdentity.isAssured(request.client(), request.redirectUri());
  }

  /** What the user allowed the client before, for the same redirect URI and resource. The request may ask for less, or for more. */
  public Future<Optional<Consent>> recall(String user, AuthorizationRequest request) {
    if (!serves(request)) {
      return Future.succeededFuture(Optional.empty());
    }
    return consents
        .find(key(user, request))
        .map(found -> found.filter(consent -> isStill(request.client(), consent)));
  }

  /** Whether the client is what it was when the user allowed it. */
  public static boolean isStill(Client client, Consent consent) {
    return consent.client().equals(ClientIdentity.shown(client));
  }

  /** Remembers what the user ticked of what was asked for, beside what the same client was allowed before. */
  public Future<Void> remember(String user, AuthorizationRequest request, Scopes ticked) {
    if (!serves(request)) {
      return Future.succeededFuture();
    }
    Consent.Key key = key(user, request);
    return consents.update(key, before -> merged(key, before, request, ticked, clock.instant()));
  }

  // What was not asked for this time stays allowed; what was asked for and not ticked does not.
  private Consent merged(
      Consent.Key key,
      Optional<Consent> before,
      AuthorizationRequest request,
      Scopes ticked,
      Instant now) {
    Scopes earlier = before
        .filter(consent -> isStill(request.client(), consent))
        .map(Consent::scopes)
        .orElse(Scopes.NONE);
    return new Consent(
        key,
        ClientIdentity.shown(request.client()),
        ticked.plus(earlier.minus(request.scopes())),
        now,
        now.plus(lifetime));
  }

  /** After a denial: the next answer is the user's own again. */
  public Future<Void> forget(String user, AuthorizationRequest request) {
    return consents.forget(user, request.client().id());
  }

  private static Consent.Key key(String user, AuthorizationRequest request) {
    return new Consent.Key(user, request.client().id(), request.redirectUri(), request.resource());
  }
}
