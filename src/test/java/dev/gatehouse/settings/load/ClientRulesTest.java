package dev.gatehouse.settings.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.settings.model.ClientSettings;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.testing.Assertions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client of the settings may and may not say. */
class ClientRulesTest {
  private static final String SECRET = "a-secret-of-a-program";

  @Test // RFC 6749 §4.4
  void refuses_client_credentials_without_a_secret() {
    refuses(without(program(), "secret"), "needs a secret");
  }

  @Test
  void refuses_client_credentials_without_scopes_or_with_unknown_ones() {
    refuses(without(program(), "scopes"), "needs scopes");
    refuses(with(program(), "scopes", List.of()), "needs scopes");
    refuses(with(program(), "scopes", List.of("mcp.raed")), "did you mean mcp.read?");
  }

  @Test // RFC 9700 §4.15
  void refuses_a_program_that_is_called_like_a_user() {
    refuses(with(program(), "id", "alice"), "called like a user");
  }

  @Test
  void refuses_scopes_that_would_mean_nothing() {
    Map<String, Object> site = site();
    refuses(with(site, "scopes", List.of("mcp.read")), "client_credentials only");
  }

  @Test
  void refuses_redirect_uris_where_they_are_missing_or_lead_nowhere() {
    refuses(without(site(), "redirect-uris"), "needs redirect-uris");
    refuses(with(program(), "redirect-uris", List.of("http://127.0.0.1/cb")), "nothing else");
  }

  @Test
  void refuses_grants_that_there_are_not_or_that_do_not_go_together() {
    refuses(with(site(), "grants", List.of("password")), "client_credentials");
    refuses(with(site(), "grants", List.of()), "must be a list of clients");
    Map<String, Object> refresher = with(program(), "grants", List.of("refresh_token"));
    refuses(without(refresher, "scopes"), "without authorization_code");
  }

  @Test // RFC 7517 §9.2
  void refuses_jwks_with_a_secret_beside_or_inside() {
    Map<String, Object> key = Map.of("kty", "oct", "k", "c2VjcmV0");
    Map<String, Object> jwks = Map.of("keys", List.of(key));
    refuses(without(with(program(), "jwks", jwks), "secret"), "public keys only");
    refuses(without(with(program(), "jwks", Map.of("keys", List.of())), "secret"), "1 to 10 keys");
    var key256 = Assertions.ec("k").toPublicJWK().toJSONObject();
    Map<String, Object> right = Map.of("keys", List.of(key256));
    refuses(with(program(), "jwks", right), "authenticates in one way");
  }

  @Test
  void lets_one_client_do_both() {
    Map<String, Object> both = with(
        program(), "grants", List.of("authorization_code", "refresh_token", "client_credentials"));
    both.put("redirect-uris", List.of("http://127.0.0.1/cb"));
    var settings =
        SettingsBuilder.create().set("auth-server.clients", List.of(both)).build();
    ClientSettings client = settings.authServer().access().clients().get(0);
    assertThat(client.grants()).hasSize(3);
    assertThat(client.scopes()).containsExactly("mcp.read");
  }

  private static void refuses(Map<String, Object> client, String fault) {
    var builder =
        SettingsBuilder.create().set("auth-server.clients", new ArrayList<>(List.of(client)));
    assertThatThrownBy(builder::build)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("auth-server.clients has a wrong value")
        .hasMessageContaining(fault)
        .hasMessageNotContaining(SECRET);
  }

  private static Map<String, Object> program() {
    return new HashMap<>(Map.of(
        "id",
        "program",
        "secret",
        SECRET,
        "grants",
        List.of("client_credentials"),
        "scopes",
        List.of("mcp.read")));
  }

  private static Map<String, Object> site() {
    return new HashMap<>(Map.of("id", "site", "redirect-uris", List.of("http://127.0.0.1/cb")));
  }

  private static Map<String, Object> with(Map<String, Object> client, String name, Object value) {
    client.put(name, value);
    return client;
  }

  private static Map<String, Object> without(Map<String, Object> client, String name) {
    client.remove(name);
    return client;
  }
}
