package dev.gatehouse.token.signing;

import dev.gatehouse.token.AccessToken;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;

/** Signs access tokens, RFC 9068 §2: a JWS in compact form with {@code typ: at+jwt}, on a worker thread (a signature takes 1 ms). */
public final class AccessTokenMinter {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final SigningKey key;
  private final WorkerExecutor workers;
  private final String header;

  public AccessTokenMinter(SigningKey key, WorkerExecutor workers) {
    this.key = key;
    this.workers = workers;
    this.header =
        encoded(new JsonObject().put("alg", "RS256").put("typ", "at+jwt").put("kid", key.id()));
  }

  /** The token in compact form, RFC 7515 §7.1. */
  public Future<String> mint(AccessToken token) {
    String signingInput = header + '.' + encoded(token.claims());
    return workers.executeBlocking(() -> signingInput + '.' + signature(signingInput), false);
  }

  private String signature(String signingInput) throws GeneralSecurityException {
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.privateKey());
    signature.update(signingInput.getBytes(StandardCharsets.US_ASCII));
    return BASE64URL.encodeToString(signature.sign());
  }

  private static String encoded(JsonObject json) {
    return BASE64URL.encodeToString(json.toBuffer().getBytes());
  }
}
