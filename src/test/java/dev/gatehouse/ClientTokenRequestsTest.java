package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Token requests, RFC 6749 §4.1.3 and §6, as real clients send them. */
class ClientTokenRequestsTest {
  @RegisterExtension
  static final App app = App.started();

  @Test // golang.org/x/oauth2 tries Basic first, with an empty password for a public client
  void takes_basic_with_an_empty_password_of_a_public_client() {
    TestClient client = app.client();
    var form =
        TestClient.replaced(client.exchange(client.code("alice", "mcp.read")), "client_id", "");
    assertThat(client.token(form, "Authorization", basic(client.id(), ""))).hasStatus(200);
  }

  @Test // FastMCP 3.4
  void takes_basic_beside_the_client_id_in_the_form() {
    TestClient client = confidential();
    var form =
        TestClient.replaced(client.exchange(client.code("alice", "mcp.read")), "client_secret", "");
    assertThat(form).contains("client_id");
    assertThat(client.token(form, "Authorization", basic(client.id(), client.secret())))
        .hasStatus(200);
  }

  @Test // go-sdk 1.8 registers no method, gets a secret, and refreshes by Basic without resource
  void takes_a_refresh_by_basic_without_a_resource() {
    TestClient client = confidential();
    String token = client.tokens("alice", "mcp.read").getString("refresh_token");
    var form = new ArrayList<>(List.of("grant_type", "refresh_token", "refresh_token", token));
    Reply reply = client.token(form, "Authorization", basic(client.id(), client.secret()));
    assertThat(reply).hasStatus(200);
    assertThat(reply.json().getString("scope")).isEqualTo("mcp.read");
  }

  @Test // after a restart: the only text that its user reads
  void tells_a_client_that_it_does_not_know_to_register_again() {
    TestClient client = app.client();
    var form = TestClient.replaced(
        client.exchange(client.code("alice", "mcp.read")), "client_id", "forgotten");
    Reply reply = client.token(form);
    assertThat(reply).isOAuthError(401, "invalid_client");
    assertThat(reply.json().getString("error_description"))
        .contains("restarted", "register again", "remove the server in the client");
  }

  private static TestClient confidential() {
    return app.client(new JsonObject().put("token_endpoint_auth_method", "client_secret_basic"));
  }

  private static String basic(String id, String secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString((id + ':' + secret).getBytes(StandardCharsets.UTF_8));
  }
}
