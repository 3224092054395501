package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Assertions;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A flood of registrations, CWE-770: what nobody uses makes room, what somebody uses stays, and memory has its bound. */
class RegistrationFloodTest {
  private static final int SENDERS = 8;
  private static final int EACH = 400;

  @RegisterExtension
  static final App app = App.started();

  @Test // each says some 15 KB: there is room for two thousand of them
  void crowds_out_its_like_and_no_client_at_work() {
    TestClient working = app.client();
    JsonObject tokens = working.tokens("alice", "mcp.read");
    TestClient idle = app.client();
    flood(large());
    assertThat(read(idle)).hasStatus(401);
    assertThat(read(working)).hasStatus(200);
    assertThat(working.refresh(tokens.getString("refresh_token"))).hasStatus(200);
    assertThat(app.whoami(tokens.getString("access_token"))).hasStatus(200);
    assertThat(app.client().tokens("bob", "mcp.read").getString("access_token")).isNotEmpty();
  }

  @Test // each has ten keys, some 20 KB as they are kept
  void counts_the_keys_of_clients_too() {
    TestClient idle = app.client();
    flood(new JsonObject()
        .put("redirect_uris", new JsonArray().add(TestClient.REDIRECT))
        .put("token_endpoint_auth_method", "private_key_jwt")
        .put("jwks", tenKeys()));
    assertThat(read(idle)).hasStatus(401);
  }

  private static void flood(JsonObject metadata) {
    String body = metadata.encode();
    Parallel.times(SENDERS, () -> {
      IntStream.range(0, EACH)
          .forEach(
              i -> assertThat(Http.postJson(app.issuer() + "/register", body)).hasStatus(201));
      return true;
    });
  }

  private static JsonObject tenKeys() {
    JsonObject key = new JsonObject(Assertions.rsa("any").toPublicJWK().toJSONString());
    var keys = new JsonArray();
    IntStream.range(0, 10).forEach(i -> keys.add(key.copy().put("kid", "k" + i)));
    return new JsonObject().put("keys", keys);
  }

  private static Reply read(TestClient client) {
    return Http.get(
        app.issuer() + "/register/" + client.id(),
        "Authorization",
        "Bearer " + client.registrationToken());
  }

  private static JsonObject large() {
    String web = "https://app.example/" + "x".repeat(1_900);
    return new JsonObject()
        .put(
            "redirect_uris",
            new JsonArray()
                .add("http://localhost/" + "x".repeat(1_900))
                .add(web + "1")
                .add(web + "2")
                .add(web + "3"))
        .put("client_uri", web)
        .put("logo_uri", web)
        .put("tos_uri", web)
        .put("policy_uri", web);
  }
}
