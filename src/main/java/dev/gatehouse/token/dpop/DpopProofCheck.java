package dev.gatehouse.token.dpop;

import dev.gatehouse.oauth.NumericDate;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.ProofKey;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.oauth.TargetUri;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a DPoP proof must be, RFC 9449 §4.3, in the order of that list: one, well-formed, signed by the key it brings, for this request, now,
 * and once. On a worker: a signature takes up to a millisecond, by a key that the sender chose.
 */
public final class DpopProofCheck {
  /** The header that a proof comes in. */
  public static final String HEADER = "DPoP";

  /** The header that a nonce is given out in. */
  public static final String NONCE_HEADER = "DPoP-Nonce";

  private static final String TYPE = "dpop+jwt";
  private static final int LONGEST_ID = 256;
  private static final List<String> NOT_UNDERSTOOD =
      List.of("crit", "b64", "jku", "x5u", "x5c"); // RFC 7515 §4.1.11, RFC 8725 §3.10

  private final Duration window;
  private final DpopNonces nonces;
  private final DpopProofIds ids;
  private final WorkerExecutor workers;
  private final Clock clock;

  /** A proof is good while its {@code iat} is no further from now than the window, on either side. */
  public DpopProofCheck(
      Duration window, DpopNonces nonces, DpopProofIds ids, WorkerExecutor workers, Clock clock) {
    this.window = window;
    this.nonces = nonces;
    this.ids = ids;
    this.workers = workers;
    this.clock = clock;
  }

  /** The nonce that the next proof needs; empty where none is asked for. */
  public Optional<String> nonce() {
    return nonces.current();
  }

  /** The proof in the values of the header; fails with {@code invalid_dpop_proof} or {@code use_dpop_nonce}. Uses up nothing. */
  public Future<VerifiedDpopProof> verify(List<String> sent, DpopRequest request) {
    return workers.executeBlocking(() -> checked(sent, request), false);
  }

  private VerifiedDpopProof checked(List<String> sent, DpopRequest request) {
    require(sent.size() == 1, "send exactly one DPoP header with one proof");
    DpopProofJwt jwt = DpopProofJwt.parse(sent.get(0));
    ProofKey key = key(jwt.header());
    require(jwt.isSignedBy(key), "the signature of the proof is wrong");
    JsonObject claims = jwt.claims();
    String id = id(claims);
    requireTarget(claims, request);
    Instant until = requireNow(claims);
    require(
        request.tokenHash().isEmpty() || isHash(claims.getValue("ath"), request.tokenHash()),
        "ath of the proof is not the SHA-256 of the access token, in base64url");
    if (!nonces.accepts(claims.getValue("nonce"))) {
      throw OAuthException.of(
          OAuthError.USE_DPOP_NONCE, "the proof needs the nonce that the DPoP-Nonce header gives");
    }
    return new VerifiedDpopProof(key.thumbprint(), id, until);
  }

  /** Uses the proof up, in the room of its {@link DpopProofIds#use holders}. Last, so that only who may make the request fills the memory of used ones. */
  public Future<VerifiedDpopProof> use(VerifiedDpopProof proof, List<String> holders) {
    return ids.use(holders, proof.keyThumbprint(), proof.id(), proof.until())
        .compose(use -> switch (use) {
          case FRESH -> Future.succeededFuture(proof);
          case REPLAYED ->
            Future.failedFuture(
                DpopProofJwt.refused("the jti was used before: make a proof per request"));
          case NO_ROOM ->
            Future.failedFuture(OAuthException.of(
                OAuthError.TEMPORARILY_UNAVAILABLE,
                "this sender used too many proofs in the last minutes; try again in a moment"));
        });
  }

  private static ProofKey key(JsonObject header) {
    require(TYPE.equals(header.getValue("typ")), "typ of the proof is not " + TYPE);
    require(
        header.getValue("alg") instanceof String alg && ProofKey.ALGORITHMS.contains(alg),
        "alg of the proof is not one of " + String.join(", ", ProofKey.ALGORITHMS));
    require(
        NOT_UNDERSTOOD.stream().noneMatch(header::containsKey),
        "the proof has a header that is not understood; remove any of "
            + String.join(", ", NOT_UNDERSTOOD));
    if (!(header.getValue("jwk") instanceof JsonObject jwk)) {
      throw DpopProofJwt.refused("jwk is missing from the header of the proof: the public key");
    }
    return ProofKey.read(jwk.getMap(), header.getString("alg"));
  }

  private static String id(JsonObject claims) {
    Object id = claims.getValue("jti");
    require(
        id instanceof String text && !text.isEmpty() && text.length() <= LONGEST_ID,
        "jti of the proof is missing, or longer than " + LONGEST_ID + " characters");
    return id.toString();
  }

  private static void requireTarget(JsonObject claims, DpopRequest request) {
    require(
        request.method().equals(claims.getValue("htm")),
        "htm of the proof is not " + request.method());
    Optional<String> target =
        claims.getValue("htu") instanceof String url ? TargetUri.normalized(url) : Optional.empty();
    require(
        target.isPresent() && target.equals(TargetUri.normalized(request.url())),
        "htu of the proof is not " + request.url() + ", without query and fragment");
  }

  private Instant requireNow(JsonObject claims) {
    Instant now = clock.instant();
    Instant issued = date(claims, "iat");
    require(
        !issued.isBefore(now.minus(window)) && !issued.isAfter(now.plus(window)),
        "iat of the proof is more than " + window.toSeconds() + " seconds from now");
    require(
        !claims.containsKey("exp") || now.isBefore(date(claims, "exp")), "the proof has expired");
    require(
        !claims.containsKey("nbf") || !date(claims, "nbf").isAfter(now.plus(window)),
        "the proof is not valid yet");
    return issued.plus(window).plusSeconds(1);
  }

  private static Instant date(JsonObject claims, String name) {
    return NumericDate.read(claims.getValue(name))
        .orElseThrow(() -> DpopProofJwt.refused(
            name + " of the proof is missing or not a number of seconds since 1970"));
  }

  private static boolean isHash(Object claim, String hash) {
    return claim instanceof String text && Secrets.same(text, hash);
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw DpopProofJwt.refused(fault);
    }
  }
}
