package dev.gatehouse.token.verification;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token's signature is of one of the issuer's keys, RFC 7515 §5.2; vertx-auth-jwt decides. Not shared between event loops: the
 * library locks its signature objects.
 */
final class SignatureCheck {
  private final Vertx vertx;
  private KeySet keys = KeySet.NONE;
  private @Nullable JWTAuth
      auth; // null until there is a key: without one the library accepts unsigned tokens

  SignatureCheck(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Fails with {@code invalid_token} unless the key of that name signed the token. */
  Future<Void> check(String token, JoseHeader header, KeySet current) {
    if (!current.has(header.keyId())) {
      return Future.failedFuture(TokenRefusal.unknownKey());
    }
    if (!current.algorithmOf(header.keyId()).equals(header.algorithm())) {
      return Future.failedFuture(
          TokenRefusal.invalid("alg is not that of the key")); // RFC 8725 §3.1
    }
    if (header.algorithm().equals("ES256") && !EllipticCurve.isSignature(token)) {
      return Future.failedFuture(TokenRefusal.invalid("no ES256 signature"));
    }
    try {
      return authFor(current)
          .authenticate(new TokenCredentials(token))
          .<Void>mapEmpty()
          .recover(SignatureCheck::refused);
    } catch (RuntimeException e) {
      // The library throws, rather than fails, on what it did not expect.
      return refused(e);
    }
  }

  private JWTAuth authFor(KeySet current) {
    JWTAuth made = auth;
    if (made == null || !keys.equals(current)) {
      var options = new JWTAuthOptions().setJWTOptions(new JWTOptions().setIgnoreExpiration(true));
      current.keys().values().forEach(options::addJwk);
      made = JWTAuth.create(vertx, options);
      auth = made;
      keys = current;
    }
    return made;
  }

  private static Future<Void> refused(Throwable cause) {
    return Future.failedFuture(TokenRefusal.invalid(
        "signature is wrong, or a claim unreadable: " + cause.getClass().getSimpleName()));
  }
}
