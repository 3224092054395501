package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client credentials grant, RFC 6749 §4.4; MCP extension {@code io.modelcontextprotocol/oauth-client-credentials}. */
class Rfc6749ClientCredentialsTest {
  private static final String SECRET = "the secret of a nightly job";

  @RegisterExtension
  static final App app = App.with(settings -> settings.set(
      "auth-server.clients",
      List.of(
          Map.of(
              "id",
              "nightly",
              "secret",
              SECRET,
              "grants",
              List.of("client_credentials"),
              "scopes",
              List.of("mcp.read", "notes:read")),
          Map.of(
              "id", "site", "secret", SECRET, "redirect-uris", List.of("http://127.0.0.1/cb")))));

  @Test // §4.4: MUST only be used by confidential clients
  void refuses_a_public_client() {
    TestClient open = app.client();
    Reply reply = open.token(List.of("grant_type", "client_credentials", "client_id", open.id()));
    assertThat(reply).isOAuthError(400, "unauthorized_client");
  }

  @Test // a registration is anyone's
  void refuses_a_client_that_registered_itself() {
    var both = new JsonArray().add("authorization_code").add("client_credentials");
    TestClient own = app.client(new JsonObject()
        .put("token_endpoint_auth_method", "client_secret_basic")
        .put("grant_types", both));
    var parameters = new ArrayList<>(List.of("grant_type", "client_credentials"));
    parameters.addAll(own.identification());
    assertThat(own.token(parameters)).isOAuthError(400, "unauthorized_client");
    var alone = new JsonObject()
        .put("redirect_uris", new JsonArray().add("http://localhost/cb"))
        .put("grant_types", new JsonArray().add("client_credentials"));
    assertThat(Http.postJson(app.issuer() + "/register", alone.encode()))
        .isOAuthError(400, "invalid_client_metadata");
  }

  @Test
  void refuses_a_client_whose_settings_do_not_name_the_grant() {
    assertThat(askAs(basic("site", SECRET))).isOAuthError(400, "unauthorized_client");
  }

  @Test // §2.3
  void refuses_a_wrong_secret_and_none() {
    assertThat(askAs(basic("nightly", "wrong"))).isOAuthError(401, "invalid_client");
    List<String> bare = List.of("grant_type", "client_credentials", "client_id", "nightly");
    assertThat(Http.postForm(token(), bare)).isOAuthError(401, "invalid_client");
  }

  @ParameterizedTest // §3.3, §5.2
  @ValueSource(strings = {"notes:write", "admin:notes", "root", "offline_access", "mcp.read\n"})
  void refuses_scopes_that_it_may_not_have(String scope) {
    assertThat(ask("scope", scope)).isOAuthError(400, "invalid_scope");
  }

  @Test // RFC 8707 §2
  void refuses_a_resource_that_is_not_known() {
    assertThat(ask("resource", "https://evil.example/mcp")).isOAuthError(400, "invalid_target");
    assertThat(ask("resource", "mcp")).isOAuthError(400, "invalid_target");
  }

  @Test // a program has nobody to ask
  void refuses_the_program_at_the_authorization_endpoint_and_for_a_code() {
    String query = "?response_type=code&client_id=nightly&redirect_uri=http://127.0.0.1/cb";
    assertThat(new WebBrowser().open(app.issuer() + "/authorize" + query)).isErrorPage();
    assertThat(
            new WebBrowser().open(app.issuer() + "/authorize?response_type=code&client_id=nightly"))
        .isErrorPage();
    for (String grant : List.of("authorization_code", "refresh_token")) {
      List<String> parameters = List.of("grant_type", grant, "code", "x", "refresh_token", "x");
      assertThat(Http.postForm(token(), parameters, "Authorization", basic("nightly", SECRET)))
          .isOAuthError(400, "unauthorized_client");
    }
  }

  @Test // §4.4.3; RFC 9068 §2.2
  void gives_a_token_of_the_client_itself_and_no_refresh_token() {
    Reply reply = ask();
    assertThat(reply).hasStatus(200);
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.json().fieldNames())
        .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
    assertThat(reply.json().getString("scope")).isEqualTo("mcp.read notes:read");
    JsonObject claims = Jwt.claims(reply.json().getString("access_token"));
    assertThat(claims.getString("sub")).isEqualTo("nightly");
    assertThat(claims.getString("client_id")).isEqualTo("nightly");
    assertThat(claims.getString("aud")).isEqualTo(app.mcpUrl());
    assertThat(claims.containsKey("ring")).isFalse();
  }

  @Test // §3.3
  void narrows_the_scopes_to_what_is_asked_for() {
    Reply reply = ask("scope", "notes:read admin:notes");
    assertThat(reply).hasStatus(200);
    assertThat(reply.json().getString("scope")).isEqualTo("notes:read");
  }

  @Test // RFC 8707 §2
  void honours_the_resource_however_it_is_spelled() {
    String spelled = app.mcpUrl().replace("localhost", "127.0.0.1") + '/';
    JsonObject claims = Jwt.claims(ask("resource", spelled).json().getString("access_token"));
    assertThat(claims.getString("aud")).isEqualTo(app.mcpUrl());
  }

  @Test
  void opens_the_gate_for_the_tools_of_its_scopes() {
    String token = ask().json().getString("access_token");
    assertThat(app.whoami(token).json().getString("sub")).isEqualTo("nightly");
    assertThat(app.callTool(token, "read_notes", new JsonObject())).hasStatus(200);
    assertThat(app.callTool(token, "add_note", new JsonObject().put("note", "x")))
        .hasStatus(403);
    var foreign = new JsonObject().put("user_id", "alice");
    assertThat(app.callTool(token, "read_notes", foreign).body()).contains("admin:notes");
  }

  @Test // RFC 7009, RFC 7662
  void can_be_looked_at_and_revoked() {
    String token = ask().json().getString("access_token");
    assertThat(at("/introspect", token).json().getBoolean("active")).isTrue();
    assertThat(at("/revoke", token)).hasStatus(200);
    assertThat(at("/introspect", token).json().getBoolean("active")).isFalse();
  }

  private static Reply at(String path, String token) {
    return Http.postForm(
        app.issuer() + path, List.of("token", token), "Authorization", basic("nightly", SECRET));
  }

  private static Reply ask(String... parameters) {
    return askAs(basic("nightly", SECRET), parameters);
  }

  private static Reply askAs(String authorization, String... parameters) {
    var all = new ArrayList<>(List.of("grant_type", "client_credentials"));
    all.addAll(List.of(parameters));
    return Http.postForm(token(), all, "Authorization", authorization);
  }

  private static String token() {
    return app.issuer() + "/token";
  }

  private static String basic(String id, String secret) {
    byte[] pair = (id + ':' + secret.replace(' ', '+')).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
