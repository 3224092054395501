package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The map: who may call what, and which tokens live. */
class ConsoleMapTest {
  @RegisterExtension
  static final App app = App.started();

  @Test
  void says_which_user_reaches_which_scope() {
    List<JsonObject> users = Watched.objects(map(), "users");
    assertThat(users).extracting(user -> user.getString("name")).contains("alice", "bob");
    JsonObject bob = users.stream()
        .filter(user -> user.getString("name").equals("bob"))
        .findFirst()
        .orElseThrow();
    assertThat(bob.getJsonArray("scopes")).contains("notes:read").doesNotContain("admin:notes");
    assertThat(Watched.objects(map(), "tools"))
        .anySatisfy(tool -> assertThat(tool.getString("scope")).isEqualTo("admin:notes"));
  }

  @Test
  void lights_a_token_until_it_is_revoked() {
    TestClient client = app.client(new JsonObject().put("client_name", "Lit"));
    JsonObject tokens = client.tokens("bob", "mcp.read");
    Eventually.until("lit", () -> lit() == 1);
    JsonObject second = client.refresh(tokens.getString("refresh_token")).json();
    Eventually.until("two", () -> lit() == 2);
    client.revoke(second.getString("refresh_token"));
    Eventually.until("none", () -> lit() == 0);
  }

  private static long lit() {
    return Watched.objects(map(), "tokens").stream()
        .filter(token -> token.getString("client").equals("Lit"))
        .filter(token -> new JsonArray().add("bob").contains(token.getString("sub")))
        .count();
  }

  private static JsonObject map() {
    return Http.get(app.origin() + "/console/map").json();
  }
}
