package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said of the faults of clients at the token endpoint. */
class DiagnosisAtTokenTest {
  private static final MovableClock CLOCK = new MovableClock();

  @RegisterExtension
  static final App app = App.started().at(CLOCK);

  private final Provoked diagnosis = new Provoked(app);

  @Test
  void a_code_that_is_redeemed_twice() {
    TestClient client = app.client();
    String code = client.code("alice", "mcp.read");
    client.redeem(code);
    client.redeem(code);
    diagnosis.in(client.id(), "code-replayed");
  }

  @Test
  void a_code_that_nobody_gave() {
    TestClient client = app.client();
    client.redeem("no-such-code");
    diagnosis.in(client.id(), "code-unknown");
  }

  @Test
  void a_code_that_comes_too_late() {
    TestClient client = app.client();
    String code = client.code("alice", "mcp.read");
    CLOCK.advance(Duration.ofMinutes(11));
    client.redeem(code);
    assertThat(diagnosis.anywhere("code-expired").getString("fault")).isEqualTo("client");
  }

  @Test
  void a_verifier_of_another_challenge() {
    TestClient client = app.client();
    String code = client.code("alice", "mcp.read");
    client.redeem(code, "code_verifier", "another-verifier-".repeat(3));
    JsonObject found = diagnosis.in(client.id(), "verifier-mismatch");
    assertThat(found.getString("right_value")).isEqualTo(client.challenge());
    assertThat(found.getString("sent")).hasSize(43).isNotEqualTo(client.challenge());
  }

  @Test
  void another_redirect_uri_than_before() {
    TestClient client = app.client();
    String code = client.code("alice", "mcp.read");
    client.redeem(code, "redirect_uri", "http://localhost:6274/other");
    assertThat(diagnosis.in(client.id(), "redirect-at-token").getString("right_value"))
        .isEqualTo(TestClient.REDIRECT);
  }

  @Test
  void another_way_to_authenticate_than_registered() {
    TestClient client = app.confidentialClient("client_secret_post");
    client.redeem("x", "client_secret", "");
    JsonObject found = diagnosis.in(client.id(), "auth-method");
    assertThat(found.getString("sent")).isEqualTo("none");
    assertThat(found.getString("right_value")).isEqualTo("client_secret_post");
  }

  @Test
  void a_wrong_secret() {
    TestClient client = app.confidentialClient("client_secret_post");
    client.redeem("x", "client_secret", "not-the-secret");
    diagnosis.in(client.id(), "wrong-secret");
  }

  @Test
  void a_grant_that_was_not_registered() {
    TestClient client =
        app.client(new JsonObject().put("grant_types", new JsonArray().add("authorization_code")));
    client.refresh("x");
    assertThat(diagnosis.in(client.id(), "grant-not-registered").getString("sent"))
        .isEqualTo("refresh_token");
  }

  @Test
  void two_refreshes_at_once_and_a_replay() {
    TestClient client = app.client();
    String refresh = client.tokens("alice", "mcp.read").getString("refresh_token");
    client.refresh(refresh);
    client.refresh(refresh);
    assertThat(diagnosis.in(client.id(), "refresh-race").getString("weight")).isEqualTo("warning");
    CLOCK.advance(Duration.ofMinutes(2));
    client.refresh(refresh);
    assertThat(diagnosis.anywhere("refresh-replayed").getString("weight")).isEqualTo("fault");
  }

  @Test
  void a_refresh_token_that_is_not_known() {
    TestClient client = app.client();
    client.refresh("no-such-token");
    diagnosis.in(client.id(), "refresh-unknown");
  }

  @Test
  void a_refresh_that_asks_for_more() {
    TestClient client = app.client();
    JsonObject tokens = client.tokens("alice", "mcp.read");
    client.refresh(tokens.getString("refresh_token"), "scope", "mcp.read notes:write");
    JsonObject found = diagnosis.in(client.id(), "refresh-widens");
    assertThat(found.getString("right_value")).isEqualTo("mcp.read");
  }

  @Test
  void a_refresh_where_another_scope_is_needed() {
    TestClient client = app.client();
    JsonObject tokens = client.tokens("alice", "mcp.read");
    app.callTool(tokens.getString("access_token"), "add_note", new JsonObject().put("note", "x"));
    diagnosis.in(client.id(), "step-up");
    client.refresh(tokens.getString("refresh_token"));
    assertThat(diagnosis.in(client.id(), "refresh-after-403").getString("right_value"))
        .isEqualTo("notes:write");
  }

  @Test
  void a_client_that_repeats_what_was_refused() {
    TestClient client = app.client();
    for (int i = 0; i < 3; i++) {
      client.refresh("no-such-token");
    }
    assertThat(diagnosis.in(client.id(), "loop").getString("title")).contains("3 times");
  }

  @Test
  void a_resource_that_is_not_that_of_the_code() {
    TestClient client = app.client();
    String code = client.code("alice", "mcp.read");
    client.redeem(code, "resource", app.origin() + "/other");
    diagnosis.in(client.id(), "resource-unknown");
  }
}
