package dev.gatehouse.token.verification;

import dev.gatehouse.jose.JwsHeader;
import io.vertx.core.Future;

/** Whether a token's signature is of one of the issuer's keys, RFC 7515 §5.2: the border behind which a library decides it. */
@FunctionalInterface
interface SignatureCheck {
  /** Fails with {@code invalid_token} unless the key that the header names signed the token. */
  Future<Void> check(String token, JwsHeader header, KeySet keys);
}
