package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code offline_access}, OpenID Connect Core §11. Clients that ask for it look for it in {@code scope} of the answer (RFC 6749 §5.1):
 * requests-oauthlib raises "Scope has changed" where it is not. It stays out of the access token, whose scopes must all mean something to
 * the resource (RFC 9068 §2.2.3), and of the challenges that are made of that.
 */
class OidcOfflineAccessTest {
  @RegisterExtension
  static final App app = App.started();

  @ParameterizedTest
  @ValueSource(strings = {"mcp.read offline_access", "notes:read offline_access mcp.read"})
  void is_echoed_where_it_was_asked_for_and_granted(String scope) {
    JsonObject tokens = app.client().tokens("alice", scope);
    assertThat(tokens.getString("scope").split(" ")).containsExactlyInAnyOrder(scope.split(" "));
    assertThat(tokens.getString("refresh_token")).isNotEmpty();
  }

  @Test
  void is_not_in_the_access_token() {
    JsonObject tokens = app.client().tokens("alice", "mcp.read offline_access");
    assertThat(Jwt.claims(tokens.getString("access_token")).getString("scope"))
        .isEqualTo("mcp.read");
  }

  @Test
  void is_not_echoed_where_it_was_not_asked_for() {
    assertThat(app.client().tokens("alice", "mcp.read").getString("scope")).isEqualTo("mcp.read");
  }

  @Test
  void is_not_granted_to_a_client_that_may_not_refresh() {
    TestClient client =
        app.client(new JsonObject().put("grant_types", new JsonArray().add("authorization_code")));
    JsonObject tokens = client.tokens("alice", "mcp.read offline_access");
    assertThat(tokens.getString("scope")).isEqualTo("mcp.read");
    assertThat(tokens.containsKey("refresh_token")).isFalse();
  }

  @Test // Codex names both at each refresh
  void is_echoed_at_a_refresh_that_names_it_or_names_nothing() {
    TestClient client = app.client();
    var first = client.tokens("alice", "mcp.read notes:read offline_access");
    var named =
        client.refresh(first.getString("refresh_token"), "scope", "mcp.read offline_access");
    assertThat(named).hasStatus(200);
    assertThat(named.json().getString("scope")).isEqualTo("mcp.read offline_access");
    var whole = client.refresh(named.json().getString("refresh_token"));
    assertThat(whole.json().getString("scope")).isEqualTo("mcp.read notes:read offline_access");
    var narrow = client.refresh(whole.json().getString("refresh_token"), "scope", "notes:read");
    assertThat(narrow.json().getString("scope")).isEqualTo("notes:read");
  }

  @Test
  void is_no_mistake_at_a_refresh_of_a_grant_without_it() {
    TestClient client = app.client();
    var tokens = client.tokens("alice", "mcp.read");
    var reply =
        client.refresh(tokens.getString("refresh_token"), "scope", "mcp.read offline_access");
    assertThat(reply).hasStatus(200);
    assertThat(reply.json().getString("scope")).isEqualTo("mcp.read");
  }

  @Test // RFC 7662 §2.2: of the token that it belongs to
  void is_told_of_the_refresh_token_at_introspection() {
    TestClient client =
        app.client(new JsonObject().put("token_endpoint_auth_method", "client_secret_post"));
    JsonObject tokens = client.tokens("alice", "mcp.read offline_access");
    assertThat(client.introspect(tokens.getString("refresh_token")).json().getString("scope"))
        .isEqualTo("mcp.read offline_access");
    assertThat(client.introspect(tokens.getString("access_token")).json().getString("scope"))
        .isEqualTo("mcp.read");
  }
}
