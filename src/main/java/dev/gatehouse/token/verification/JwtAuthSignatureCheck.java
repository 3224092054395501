package dev.gatehouse.token.verification;

import dev.gatehouse.jose.Base64Url;
import dev.gatehouse.jose.JwsHeader;
import dev.gatehouse.jose.P256;
import dev.gatehouse.oauth.Cause;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import org.jspecify.annotations.Nullable;

/**
 * The signature of an access token, checked by vertx-auth-jwt. Best not shared between event loops:
 * the library locks its signature objects.
 */
final class JwtAuthSignatureCheck implements SignatureCheck {
  private final Vertx vertx;
  private volatile @Nullable LoadedKeys loaded; // null until there is a key

  JwtAuthSignatureCheck(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Future<Void> check(String token, JwsHeader header, KeySet current) {
    if (!current.has(header.keyId())) {
      return Future.failedFuture(TokenRefusal.unknownKey());
    }
    if (!current.algorithmOf(header.keyId()).equals(header.algorithm())) {
      return Future.failedFuture(TokenRefusal.invalid(
          Cause.TOKEN_HEADER_REFUSED, "alg is not that of the key")); // RFC 8725 §3.1
    }
    if (header.algorithm().equals("ES256") && !isCurveSignature(token)) {
      return Future.failedFuture(
          TokenRefusal.invalid(Cause.TOKEN_SIGNATURE_WRONG, "no ES256 signature"));
    }
    try {
      return authFor(current)
          .authenticate(new TokenCredentials(token))
          .<Void>mapEmpty()
          .recover(JwtAuthSignatureCheck::refused);
    } catch (RuntimeException e) {
      // The library throws, rather than fails, on what it did not expect.
      return refused(e);
    }
  }

  private static boolean isCurveSignature(String token) {
    return P256.isSignature(Base64Url.decode(token.substring(token.lastIndexOf('.') + 1)));
  }

  // Without a key the library accepts unsigned tokens: it is only made once there is one.
  private JWTAuth authFor(KeySet current) {
    LoadedKeys known = loaded;
    if (known == null || !known.keys().equals(current)) {
      var options = new JWTAuthOptions().setJWTOptions(new JWTOptions().setIgnoreExpiration(true));
      current.keys().values().forEach(options::addJwk);
      known = new LoadedKeys(current, JWTAuth.create(vertx, options));
      loaded = known;
    }
    return known.auth();
  }

  /** The library, and the keys that it was given. */
  private record LoadedKeys(KeySet keys, JWTAuth auth) {}

  private static Future<Void> refused(Throwable cause) {
    return Future.failedFuture(TokenRefusal.invalid(
        Cause.TOKEN_SIGNATURE_WRONG,
        "signature is wrong, or a claim unreadable: " + cause.getClass().getSimpleName()));
  }
}
