package dev.gatehouse.authserver.client;

import dev.gatehouse.http.address.RemoteAddress;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.token.dpop.DpopRequest;
import dev.gatehouse.token.dpop.VerifiedDpopProof;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Proves which key a client holds, RFC 9449 §5: the DPoP header of a request to this server. */
public final class KeyProof {
  private final String issuer;
  private final DpopProofCheck proofs;

  public KeyProof(String issuer, DpopProofCheck proofs) {
    this.issuer = issuer;
    this.proofs = proofs;
  }

  /**
   * The thumbprint of the key, empty where the request has no proof. Uses nothing up: for a pushed request a proof says no more than {@code
   * dpop_jkt}, which anyone may send, so that its replay gives nothing. Fails with {@code invalid_dpop_proof} or {@code use_dpop_nonce}.
   */
  public Future<String> thumbprint(RoutingContext ctx) {
    return proof(ctx).map(proof -> proof.map(VerifiedDpopProof::keyThumbprint).orElse(""));
  }

  /** The key of a request for tokens: a client that asked for bound ones only must send a proof, RFC 9449 §5.2. Fails as above. */
  public Future<ProvenKey> read(RoutingContext ctx, Client client) {
    if (client.keyBound() && !ctx.request().headers().contains(DpopProofCheck.HEADER)) {
      throw OAuthException.of(
          OAuthError.INVALID_DPOP_PROOF,
          Cause.PROOF_MISSING,
          "the client registered dpop_bound_access_tokens: send a proof in the DPoP header");
    }
    return proof(ctx)
        .map(proof ->
            proof.map(good -> key(good, holders(ctx, client))).orElseGet(ProvenKey::none));
  }

  private ProvenKey key(VerifiedDpopProof proof, List<String> holders) {
    return new ProvenKey(proof.keyThumbprint(), () -> proofs.use(proof, holders).mapEmpty());
  }

  private static List<String> holders(RoutingContext ctx, Client client) {
    String network = RemoteAddress.of(ctx);
    return List.of(
        "site " + RemoteAddress.site(network), "network " + network, "client " + client.id());
  }

  private Future<Optional<VerifiedDpopProof>> proof(RoutingContext ctx) {
    List<String> sent = ctx.request().headers().getAll(DpopProofCheck.HEADER);
    if (sent.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    // RFC 9449 §8.2: with each answer, so that the next proof need not be asked for again.
    proofs.nonce().ifPresent(nonce -> ctx.response().putHeader(DpopProofCheck.NONCE_HEADER, nonce));
    return proofs.verify(sent, DpopRequest.post(issuer + ctx.request().path())).map(Optional::of);
  }
}
