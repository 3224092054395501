package dev.gatehouse.token.dpop;

import dev.gatehouse.jose.Jwk;
import dev.gatehouse.jose.Jws;
import dev.gatehouse.jose.JwsException;
import dev.gatehouse.jose.JwsFault;
import dev.gatehouse.jose.JwsHeader;
import dev.gatehouse.jose.JwsHeaderRules;
import dev.gatehouse.jose.JwsHeaderRules.TypeRule;
import dev.gatehouse.jose.KeyIdRule;
import dev.gatehouse.jose.NumericDate;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.uri.TargetUri;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private static final int LONGEST = 4096; // a key of 4096 bits and its signature take 1,400
  private static final int LONGEST_ID = 256;
  private static final JwsHeaderRules HEADERS =
      new JwsHeaderRules(DpopProofKey.SERVED, TypeRule.exactly(TYPE), true, KeyIdRule.IGNORED);

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
    require(sent.size() == 1, Cause.PROOF_MALFORMED, "send exactly one DPoP header with one proof");
    Jws jws = parsed(sent.get(0));
    Jwk key = key(jws.header());
    require(
        jws.isSignedBy(key), Cause.PROOF_SIGNATURE_WRONG, "the signature of the proof is wrong");
    Map<String, Object> claims = jws.payload();
    String id = id(claims);
    requireTarget(claims, request);
    Instant until = requireNow(claims);
    require(
        request.tokenHash().isEmpty() || isHash(claims.get("ath"), request.tokenHash()),
        Cause.PROOF_TARGET_WRONG,
        "ath of the proof is not the SHA-256 of the access token, in base64url");
    if (!nonces.accepts(claims.get("nonce"))) {
      throw OAuthException.of(
          OAuthError.USE_DPOP_NONCE,
          Cause.PROOF_NONCE_MISSING,
          "the proof needs the nonce that the DPoP-Nonce header gives");
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
                refused(Cause.PROOF_REPLAYED, "the jti was used before: make a proof per request"));
          case NO_ROOM ->
            Future.failedFuture(OAuthException.of(
                OAuthError.TEMPORARILY_UNAVAILABLE,
                Cause.PROOFS_EXHAUSTED,
                "this sender used too many proofs in the last minutes; try again in a moment"));
        });
  }

  static Jws parsed(String proof) {
    try {
      return Jws.parse(proof, LONGEST);
    } catch (JwsException malformed) {
      throw refused(cause(malformed.fault()), words(malformed.fault()));
    }
  }

  private static Jwk key(Map<String, Object> header) {
    try {
      JwsHeader checked = HEADERS.check(header);
      if (header.get("jwk") instanceof Map<?, ?> jwk) {
        return DpopProofKey.read(jwk, checked.algorithm());
      }
    } catch (JwsException malformed) {
      throw refused(cause(malformed.fault()), words(malformed.fault()));
    }
    throw refused(
        Cause.PROOF_KEY_INVALID, "jwk is missing from the header of the proof: the public key");
  }

  private static Cause cause(JwsFault fault) {
    return fault == JwsFault.ALGORITHM ? Cause.PROOF_KEY_INVALID : Cause.PROOF_MALFORMED;
  }

  private static String words(JwsFault fault) {
    return switch (fault) {
      case TOO_LONG -> "the proof is longer than " + LONGEST + " characters";
      case NOT_THREE_PARTS, UNSIGNED -> "the proof is no signed JWT of three parts";
      case NOT_BASE64URL, NOT_CANONICAL -> "the proof is not canonical base64url";
      case EMPTY_PART, NOT_STRICT_JSON -> "header or claims of the proof are not strict JSON";
      case TYPE -> "typ of the proof is not " + TYPE;
      case ALGORITHM ->
        "alg of the proof is not one of " + String.join(", ", DpopProofKey.ALGORITHMS);
      case EXTENSION, OWN_KEY, KEY_ID ->
        "the proof has a header that is not understood; remove any of crit, b64, jku, x5u, x5c";
    };
  }

  private static String id(Map<String, Object> claims) {
    String id = claims.get("jti") instanceof String text ? text : "";
    require(
        !id.isEmpty() && id.length() <= LONGEST_ID,
        Cause.PROOF_MALFORMED,
        "jti of the proof is missing, or longer than " + LONGEST_ID + " characters");
    return id;
  }

  private static void requireTarget(Map<String, Object> claims, DpopRequest request) {
    require(
        request.method().equals(claims.get("htm")),
        Cause.PROOF_TARGET_WRONG,
        "htm of the proof is not " + request.method());
    Optional<String> target =
        claims.get("htu") instanceof String url ? TargetUri.normalized(url) : Optional.empty();
    require(
        target.isPresent() && target.equals(TargetUri.normalized(request.url())),
        Cause.PROOF_TARGET_WRONG,
        "htu of the proof is not " + request.url() + ", without query and fragment");
  }

  private Instant requireNow(Map<String, Object> claims) {
    Instant now = clock.instant();
    Instant issued = date(claims, "iat");
    require(
        !issued.isBefore(now.minus(window)) && !issued.isAfter(now.plus(window)),
        Cause.PROOF_STALE,
        "iat of the proof is more than " + window.toSeconds() + " seconds from now");
    require(
        !claims.containsKey("exp") || now.isBefore(date(claims, "exp")),
        Cause.PROOF_STALE,
        "the proof has expired");
    require(
        !claims.containsKey("nbf") || !date(claims, "nbf").isAfter(now.plus(window)),
        Cause.PROOF_STALE,
        "the proof is not valid yet");
    return issued.plus(window).plusSeconds(1);
  }

  private static Instant date(Map<String, Object> claims, String name) {
    return NumericDate.read(claims.get(name))
        .orElseThrow(() -> refused(
            Cause.PROOF_MALFORMED,
            name + " of the proof is missing or not a number of seconds since 1970"));
  }

  private static boolean isHash(@Nullable Object claim, String hash) {
    return claim instanceof String text && Secrets.same(text, hash);
  }

  static OAuthException refused(Cause cause, String fault) {
    return OAuthException.of(OAuthError.INVALID_DPOP_PROOF, cause, fault);
  }

  private static void require(boolean condition, Cause cause, String fault) {
    if (!condition) {
      throw refused(cause, fault);
    }
  }
}
