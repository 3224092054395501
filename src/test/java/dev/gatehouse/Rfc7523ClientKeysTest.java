package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Assertions;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The keys that a client registers for {@code private_key_jwt}: {@code jwks}, RFC 7591 §2 and RFC 7517. */
class Rfc7523ClientKeysTest {
  private static final RSAKey RSA = Assertions.rsa("one");
  private static final ECKey EC = Assertions.ec("two");

  @RegisterExtension
  static final App app = App.started();

  @Test // RFC 7517 §9.2
  void refuses_to_register_private_shared_weak_or_malformed_keys() {
    JsonObject rsa = new JsonObject(RSA.toPublicJWK().toJSONString());
    JsonObject ec = new JsonObject(EC.toPublicJWK().toJSONString());
    for (JsonObject key : List.of(
        new JsonObject(RSA.toJSONString()),
        new JsonObject(EC.toJSONString()),
        new JsonObject().put("kty", "oct").put("k", "c2VjcmV0"),
        new JsonObject().put("kty", "OKP").put("crv", "Ed25519").put("x", "AAAA"),
        new JsonObject(),
        rsa.copy().put("n", "AQAB"),
        rsa.copy().put("n", "!!"),
        rsa.copy().put("e", "AQ"),
        rsa.copy().put("e", rsa.getString("n")),
        rsa.copy().put("n", "_".repeat(1400)),
        rsa.copy().put("n", "AAAA".repeat(1000) + rsa.getString("n")),
        rsa.copy().put("e", "AAAA".repeat(1000) + rsa.getString("e")),
        rsa.copy().put("use", "enc"),
        rsa.copy().put("alg", "RS512"),
        rsa.copy().put("alg", "HS256"),
        rsa.copy().putNull("kid"),
        ec.copy().put("crv", "P-384"),
        ec.copy().put("x", ec.getString("y")),
        ec.copy().put("x", "A".repeat(43)))) {
      var jwks = new JsonObject().put("keys", List.of(key));
      assertThat(register(metadata().put("jwks", jwks)))
          .isOAuthError(400, "invalid_client_metadata");
    }
  }

  @Test // RFC 7517 §4.5, §5
  void refuses_to_register_no_keys_many_or_namesakes() {
    assertThat(register(metadata())).isOAuthError(400, "invalid_client_metadata");
    JsonObject rsa = new JsonObject(RSA.toPublicJWK().toJSONString());
    for (JsonObject jwks : List.of(
        new JsonObject(),
        new JsonObject().putNull("keys"),
        new JsonObject().put("keys", List.of()),
        new JsonObject().put("keys", List.of("x")),
        new JsonObject().put("keys", List.of(rsa, rsa)),
        new JsonObject().put("keys", Collections.nCopies(11, rsa)))) {
      assertThat(register(metadata().put("jwks", jwks)))
          .isOAuthError(400, "invalid_client_metadata");
    }
  }

  @Test // RFC 7591 §3.2.1
  void registers_the_keys_and_gives_no_secret() {
    Reply reply = register(metadata().put("jwks", Assertions.jwks(RSA, EC)));
    assertThat(reply).hasStatus(201);
    assertThat(reply.json().containsKey("client_secret")).isFalse();
    assertThat(reply.json().getJsonObject("jwks")).isEqualTo(Assertions.jwks(RSA, EC));
    assertThat(reply.json().getString("token_endpoint_auth_method")).isEqualTo("private_key_jwt");
  }

  @Test // RFC 7517 §4, CWE-770: what it does not understand it neither looks at nor keeps
  void keeps_of_a_key_only_what_makes_it_one() {
    JsonObject padded =
        new JsonObject(RSA.toPublicJWK().toJSONString()).put("x", "A".repeat(50_000));
    Reply reply = register(metadata().put("jwks", new JsonObject().put("keys", List.of(padded))));
    assertThat(reply).hasStatus(201);
    assertThat(reply.json().getJsonObject("jwks")).isEqualTo(Assertions.jwks(RSA));
  }

  @Test // RFC 7592 §2.1, §2.2
  void lets_a_client_read_and_replace_its_keys_and_change_to_a_secret_and_back() {
    JsonObject client = register(metadata().put("jwks", Assertions.jwks(RSA))).json();
    assertThat(manage("GET", client, "").json().getJsonObject("jwks"))
        .isEqualTo(Assertions.jwks(RSA));
    JsonObject next = metadata().put("client_id", client.getString("client_id"));
    assertThat(manage("PUT", client, next.encode())).isOAuthError(400, "invalid_client_metadata");
    Reply replaced = manage("PUT", client, next.put("jwks", Assertions.jwks(EC)).encode());
    assertThat(replaced.json().getJsonObject("jwks")).isEqualTo(Assertions.jwks(EC));
    assertThat(replaced.json().containsKey("client_secret")).isFalse();
    JsonObject basic = next.copy().put("token_endpoint_auth_method", "client_secret_basic");
    Reply shared = manage("PUT", client, basic.encode());
    assertThat(shared.json().getString("client_secret")).isNotEmpty();
    assertThat(shared.json().containsKey("jwks")).isFalse();
    Reply back = manage("PUT", client, next.encode());
    assertThat(back.json().containsKey("client_secret")).isFalse();
    List<String> secret = List.of(
        "token",
        "x",
        "client_id",
        client.getString("client_id"),
        "client_secret",
        shared.json().getString("client_secret"));
    assertThat(Http.postForm(app.issuer() + "/revoke", secret)).isOAuthError(401, "invalid_client");
  }

  private static Reply manage(String method, JsonObject client, String body) {
    return Http.send(
        method,
        client.getString("registration_client_uri"),
        body,
        "Authorization",
        "Bearer " + client.getString("registration_access_token"),
        "Content-Type",
        "application/json");
  }

  private static JsonObject metadata() {
    return new JsonObject()
        .put("redirect_uris", List.of(TestClient.REDIRECT))
        .put("token_endpoint_auth_method", "private_key_jwt");
  }

  private static Reply register(JsonObject metadata) {
    return Http.postJson(app.issuer() + "/register", metadata.encode());
  }
}
