package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorization server metadata, RFC 8414, and the keys it points to, RFC 7517. */
class Rfc8414MetadataTest {
  private static final String PATH = "/.well-known/oauth-authorization-server";

  @RegisterExtension
  static final App app = App.started();

  @ParameterizedTest // §3.1: GET
  @ValueSource(strings = {PATH, "/oauth/jwks", "/oauth/revoked"})
  void refuses_to_be_written(String path) {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      Reply reply = Http.send(method, app.issuer() + path, "{}");
      assertThat(reply).hasStatus(405);
      assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }
  }

  @Test // CWE-644
  void says_nothing_under_a_foreign_host() {
    String request = "GET " + PATH + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    String answer = Wire.exchange(app.issuer(), request);
    assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("authorization_endpoint");
  }

  @Test // RFC 7239 §8.1
  void does_not_believe_forwarding_headers() {
    Reply reply = Http.get(
        app.issuer() + PATH,
        "X-Forwarded-Host",
        "evil.example",
        "X-Forwarded-Proto",
        "https",
        "X-Forwarded-Port",
        "443",
        "Forwarded",
        "host=evil.example;proto=https");
    assertThat(reply.json()).isEqualTo(metadata());
  }

  @Test // §3.3: byte for byte, under whatever loopback name it is asked
  void keeps_one_issuer_under_every_name_of_loopback() {
    String numeric = app.issuer().replace("localhost", "127.0.0.1");
    assertThat(Http.get(numeric + PATH).json().getString("issuer")).isEqualTo(app.issuer());
  }

  @Test // MCP discovery: a client goes on to the next place
  void has_no_openid_configuration() {
    assertThat(Http.get(app.issuer() + "/.well-known/openid-configuration")).hasStatus(404);
  }

  @Test // §3.2
  void is_json_that_may_be_kept_for_a_while() {
    Reply reply = Http.get(app.issuer() + PATH);
    assertThat(reply).hasStatus(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Cache-Control")).contains("max-age=60");
  }

  @ParameterizedTest // RFC 9110 §9.3.2
  @ValueSource(strings = {PATH, "/oauth/jwks", "/health"})
  void answers_head_as_get_without_the_body(String path) {
    Reply head = Http.send("HEAD", app.issuer() + path, "");
    assertThat(head).hasStatus(200);
    assertThat(head.body()).isEmpty();
  }

  @Test // §3.3
  void names_the_issuer_that_the_resource_names() {
    JsonObject resource =
        Http.get(app.origin() + "/.well-known/oauth-protected-resource/mcp").json();
    assertThat(resource.getJsonArray("authorization_servers")).containsExactly(app.issuer());
    assertThat(metadata().getString("issuer")).isEqualTo(app.issuer()).doesNotEndWith("/");
  }

  @Test // RFC 9700 §4.4: no mix-up
  void keeps_every_endpoint_on_the_issuer() {
    for (String name : metadata().fieldNames()) {
      if (name.endsWith("_endpoint") || name.equals("jwks_uri")) {
        URI endpoint = URI.create(metadata().getString(name));
        assertThat(endpoint.toString()).startsWith(app.issuer() + "/");
        assertThat(endpoint.getFragment()).isNull();
        assertThat(Http.get(endpoint.toString()).status()).isNotEqualTo(404); // META-31
      }
    }
  }

  @Test // §2; RFC 9700 §2.1.2, §2.4
  void offers_the_grants_of_oauth_2_1_and_nothing_else() {
    JsonObject metadata = metadata();
    assertThat(metadata.getJsonArray("response_types_supported")).containsExactly("code");
    assertThat(metadata.getJsonArray("response_modes_supported")).containsExactly("query");
    assertThat(metadata.getJsonArray("grant_types_supported"))
        .containsExactly("authorization_code", "refresh_token", "client_credentials");
    assertThat(metadata.getJsonArray("code_challenge_methods_supported")).containsExactly("S256");
    JsonArray methods = new JsonArray(
        List.of("none", "client_secret_basic", "client_secret_post", "private_key_jwt"));
    assertThat(metadata.getJsonArray("token_endpoint_auth_methods_supported")).isEqualTo(methods);
    assertThat(metadata.getJsonArray("introspection_endpoint_auth_methods_supported"))
        .containsExactly("client_secret_basic", "client_secret_post", "private_key_jwt");
    assertThat(metadata.getJsonArray("token_endpoint_auth_signing_alg_values_supported"))
        .containsExactly("RS256", "ES256");
  }

  @Test
  void names_the_scopes_and_offline_access() {
    assertThat(metadata().getJsonArray("scopes_supported"))
        .containsExactly(
            "mcp.read", "mcp.write", "notes:read", "notes:write", "admin:notes", "offline_access");
  }

  @Test // RFC 9207 §3
  void announces_the_issuer_in_answers() {
    assertThat(metadata().getBoolean("authorization_response_iss_parameter_supported"))
        .isTrue();
  }

  @Test // RFC 7517 §9.3: the public half alone
  void publishes_public_keys_only() {
    Reply reply = Http.get(metadata().getString("jwks_uri"));
    assertThat(reply).hasStatus(200);
    assertThat(reply.header("Cache-Control")).contains("max-age=300"); // META-33
    JsonArray keys = reply.json().getJsonArray("keys");
    assertThat(keys).hasSize(1);
    assertThat(keys.getJsonObject(0).fieldNames())
        .containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
    assertThat(keys.getJsonObject(0).getString("kid")).isNotEmpty();
  }

  private static JsonObject metadata() {
    return Http.get(app.issuer() + PATH).json();
  }
}
