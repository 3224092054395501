package dev.gatehouse.authserver.approval;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.store.ActiveGrant;
import dev.gatehouse.store.Consent;
import dev.gatehouse.store.Grants;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a user allowed a client before, so that a step-up can say what is new (MCP authorization, "Step-Up Authorization Flow"). Where
 * consent is remembered that alone counts: it ends when the client calls itself otherwise. A client on loopback is remembered by nobody,
 * but its grants live.
 */
public final class EarlierConsents {
  private final ConsentMemory memory;
  private final Grants grants;

  public EarlierConsents(ConsentMemory memory, Grants grants) {
    this.memory = memory;
    this.grants = grants;
  }

  /** Of the user, for the client and resource of the request. */
  public Future<EarlierConsent> of(String user, AuthorizationRequest request) {
    return memory.serves(request)
        ? memory.recall(user, request).map(EarlierConsents::remembered)
        : grants.ofUser(user).map(given -> granted(given, request));
  }

  private static EarlierConsent remembered(Optional<Consent> recalled) {
    return recalled
        .map(consent -> new EarlierConsent(consent.scopes(), consent.scopes(), consent.givenAt()))
        .orElse(EarlierConsent.NONE);
  }

  private static EarlierConsent granted(List<ActiveGrant> given, AuthorizationRequest request) {
    Scopes scopes = Scopes.NONE;
    Instant since = Instant.EPOCH;
    for (ActiveGrant one : given) {
      if (one.grant().clientId().equals(request.client().id())
          && one.grant().resource().equals(request.resource())) {
        scopes = scopes.plus(one.grant().scopes());
        since = one.givenAt().isAfter(since) ? one.givenAt() : since;
      }
    }
    return new EarlierConsent(scopes, Scopes.NONE, since);
  }
}
