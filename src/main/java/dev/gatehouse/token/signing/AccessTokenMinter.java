package dev.gatehouse.token.signing;

import dev.gatehouse.jose.Base64Url;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;

/** Signs access tokens, RFC 9068 §2: a JWS in compact form with {@code typ: at+jwt}, on a worker thread (a signature takes 1 ms). */
public final class AccessTokenMinter {
  private final SigningKeys keys;
  private final WorkerExecutor workers;

  public AccessTokenMinter(SigningKeys keys, WorkerExecutor workers) {
    this.keys = keys;
    this.workers = workers;
  }

  /** The token in compact form, RFC 7515 §7.1. */
  public Future<String> mint(AccessToken token) {
    SigningKey key =
        keys.current(); // the header names the key that signs, whatever rotates meanwhile
    String signingInput = encoded(header(key)) + '.' + encoded(token.claims());
    return workers.executeBlocking(
        () -> signingInput + '.' + Base64Url.encode(key.sign(signingInput)), false);
  }

  private static JsonObject header(SigningKey key) {
    return new JsonObject()
        .put("alg", key.published().algorithm().name())
        .put("typ", "at+jwt")
        .put("kid", key.id());
  }

  private static String encoded(JsonObject json) {
    return Base64Url.encode(json.toBuffer().getBytes());
  }
}
