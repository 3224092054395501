package dev.gatehouse.token.verification;

import com.github.benmanes.caffeine.cache.Cache;
import dev.gatehouse.jose.Jws;
import dev.gatehouse.jose.JwsHeader;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Whether an access token is good, RFC 9068 §4: form, header, signature, claims, revocation, in this order. One for each event loop.
 *
 * <p>A signature costs as much as five whole requests, so what was checked is remembered, under the hash of the whole token and with the
 * keys it was checked against. Expiry and revocation are looked at each time.
 */
public final class AccessTokenVerifier {
  private final IssuerKeys keys;
  private final RevocationChecker revocations;
  private final SignatureCheck signature;
  private final ClaimRules rules;
  private final Cache<String, VerifiedToken> checked;

  public AccessTokenVerifier(Vertx vertx, TrustedIssuer issuer, ClaimRules rules) {
    this.keys = issuer.keys();
    this.revocations = issuer.revocations();
    this.checked = issuer.checkedTokens();
    this.signature = new JwtAuthSignatureCheck(vertx);
    this.rules = rules;
  }

  /**
   * The claims of a good token. Fails with {@code invalid_token}, or with {@code temporarily_unavailable} while no key is known. Complete at
   * once, unless keys must be fetched.
   */
  public Future<AccessToken> verify(String token) {
    String hash = Secrets.sha256(token);
    VerifiedToken known = checked.getIfPresent(hash);
    Future<AccessToken> good = known != null && known.keys().equals(keys.current())
        ? Future.succeededFuture(known.token())
        : Future.succeededFuture(token).compose(unread -> check(unread, hash));
    return good.map(this::stillGood);
  }

  private Future<AccessToken> check(String token, String hash) {
    Jws jws = TokenForm.parse(token);
    JwsHeader header = TokenForm.header(jws.header(), rules.profile());
    return keys.having(header.keyId())
        .compose(set -> signature.check(token, header, set).map(set))
        .map(set -> remember(
            hash,
            new VerifiedToken(rules.check(jws.header(), jws.payload()), set, token.length())));
  }

  private AccessToken remember(String hash, VerifiedToken good) {
    checked.put(hash, good);
    return good.token();
  }

  private AccessToken stillGood(AccessToken token) {
    rules.requireUnexpired(token);
    if (!revocations.isKnown()) {
      throw TokenRefusal.noRevocations();
    }
    if (revocations.isRevoked(token)) {
      throw TokenRefusal.claim(Cause.TOKEN_REVOKED, "the token was revoked");
    }
    return token;
  }
}
