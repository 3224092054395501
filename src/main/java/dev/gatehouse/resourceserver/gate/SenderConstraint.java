package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.token.dpop.DpopRequest;
import dev.gatehouse.token.dpop.VerifiedDpopProof;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Whether who sends a token may use it, RFC 9449 §7: one that is bound to a key comes in the DPoP scheme, with a proof of that key for this
 * very request; any other comes in the Bearer scheme, unless only bound ones are taken.
 */
public final class SenderConstraint {
  private final DpopProofCheck proofs;
  private final ResourceUrls urls;
  private final boolean required;

  /** Where DPoP is required, no bearer token passes. */
  public SenderConstraint(DpopProofCheck proofs, ResourceUrls urls, boolean required) {
    this.proofs = proofs;
    this.urls = urls;
    this.required = required;
  }

  /** The token, which was checked before; fails with {@code invalid_token}, {@code invalid_dpop_proof} or {@code use_dpop_nonce}. */
  Future<AccessToken> check(RoutingContext ctx, TokenCredentials sent, AccessToken token) {
    if (!sent.dpop() && !token.isBound() && !required) {
      return Future.succeededFuture(token);
    }
    Challenges.inDpop(ctx);
    if (!token.isBound()) {
      throw refused(
          Cause.TOKEN_UNBOUND,
          required
              ? "only tokens that are bound to a key are taken here: send a DPoP proof to the token endpoint"
              : "the token is bound to no key: send it in the Bearer scheme");
    }
    if (!sent.dpop()) {
      throw refused(
          Cause.TOKEN_BOUND,
          "the token is bound to a key: send it in the DPoP scheme, with a proof");
    }
    return proven(ctx, sent, token);
  }

  private Future<AccessToken> proven(RoutingContext ctx, TokenCredentials sent, AccessToken token) {
    giveNonce(ctx);
    HttpServerRequest request = ctx.request();
    List<String> proof = request.headers().getAll(DpopProofCheck.HEADER);
    String url = urls.origin(request) + request.path();
    return proofs
        .verify(proof, DpopRequest.of(request.method().name(), url, sent.token()))
        .map(good -> ofTheKey(token, good))
        .compose(good -> proofs.use(good, holders(token)))
        .map(token);
  }

  // A client that is busy takes its user's room, and leaves some of it to the user's other clients.
  private static List<String> holders(AccessToken token) {
    return List.of(
        "sub " + token.subject(), "client " + token.clientId() + " of " + token.subject());
  }

  private static VerifiedDpopProof ofTheKey(AccessToken token, VerifiedDpopProof proof) {
    if (!token.keyThumbprint().equals(proof.keyThumbprint())) {
      throw refused(Cause.KEY_MISMATCH, "the token is bound to another key than that of the proof");
    }
    return proof;
  }

  // RFC 9449 §8.2: with each answer, which must not be kept then.
  private void giveNonce(RoutingContext ctx) {
    proofs
        .nonce()
        .ifPresent(nonce -> ctx.response()
            .putHeader(DpopProofCheck.NONCE_HEADER, nonce)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store"));
  }

  private static OAuthException refused(Cause cause, String description) {
    return OAuthException.of(OAuthError.INVALID_TOKEN, cause, description);
  }
}
