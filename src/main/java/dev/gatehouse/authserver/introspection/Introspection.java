package dev.gatehouse.authserver.introspection;

import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.oauth.grant.RefreshToken;
import dev.gatehouse.store.Grants;
import dev.gatehouse.store.Revocations;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.signing.OwnTokens;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Optional;

/**
 * What a client is told of a token, RFC 7662 §2.2. Of an access token: all of its claims, if it is the client's own, or if the operator
 * named the client in the settings, as resource servers are. Of a refresh token: its owner alone is told, so that no resource server takes
 * one for an access token. Of anything else, and of what has ended: {@code {"active": false}}, whatever the reason.
 */
public final class Introspection {
  private final String issuer;
  private final Grants grants;
  private final Revocations revocations;
  private final OwnTokens ownTokens;
  private final Clock clock;

  public Introspection(
      String issuer, Grants grants, Revocations revocations, OwnTokens ownTokens, Clock clock) {
    this.issuer = issuer;
    this.grants = grants;
    this.revocations = revocations;
    this.ownTokens = ownTokens;
    this.clock = clock;
  }

  /** The answer, for a client that authenticated. */
  Future<JsonObject> of(String token, Client caller) {
    return grants
        .find(Secrets.sha256(token))
        .compose(found -> found.isPresent()
            ? Future.succeededFuture(refreshToken(found.get(), caller))
            : accessToken(token, caller));
  }

  private JsonObject refreshToken(RefreshToken token, Client caller) {
    Grant grant = token.grant();
    return token instanceof RefreshToken.Unused unused && grant.clientId().equals(caller.id())
        ? active(grant.subject())
            .put("iss", issuer)
            .put("sub", grant.subject())
            .put("client_id", grant.clientId())
            .put("scope", grant.scopes().toString())
            .put("exp", unused.expiresAt().getEpochSecond())
        : inactive();
  }

  private Future<JsonObject> accessToken(String jwt, Client caller) {
    Optional<AccessToken> own = ownTokens
        .read(jwt)
        .filter(token -> clock.instant().isBefore(token.expiresAt()))
        .filter(token -> mayKnow(caller, token));
    if (own.isEmpty()) {
      return Future.succeededFuture(inactive());
    }
    AccessToken token = own.get();
    return revocations
        .isRevoked(token)
        .map(revoked -> revoked
            ? inactive()
            : active(token.subject())
                .put("token_type", token.isBound() ? "DPoP" : "Bearer")
                .mergeIn(token.claims()));
  }

  private static boolean mayKnow(Client caller, AccessToken token) {
    return caller.verified() || token.clientId().equals(caller.id());
  }

  private static JsonObject active(String user) {
    return new JsonObject().put("active", true).put("username", user);
  }

  private static JsonObject inactive() {
    return new JsonObject().put("active", false);
  }
}
