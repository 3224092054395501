package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dynamic client registration management, RFC 7592: a client reads, replaces and deletes its own registration, and no other. */
class Rfc7592ManagementTest {
  private static final String OTHER_REDIRECT = "http://localhost:7777/other";

  @RegisterExtension
  static final App app = App.started();

  private TestClient client;

  @BeforeEach
  void register() {
    client = app.client();
  }

  @ParameterizedTest // §2, DCR-42
  @ValueSource(strings = {"GET", "PUT", "DELETE"})
  void refuses_a_missing_wrong_or_foreign_token(String method) {
    String body = method.equals("PUT") ? metadata().encode() : "";
    String basic = "Basic " + Http.base64(client.id() + ":" + client.registrationToken());
    isRefused(send(method, body));
    isRefused(send(method, body, "Authorization", "Bearer "));
    isRefused(send(method, body, "Authorization", "Bearer wrong"));
    isRefused(send(method, body, "Authorization", "Bearer null"));
    isRefused(send(method, body, "Authorization", "Bearer " + client.id()));
    isRefused(send(method, body, "Authorization", client.registrationToken()));
    isRefused(send(method, body, "Authorization", basic));
    isRefused(send(method, body, bearer(app.client())));
    isRefused(
        send(method, body, "Cookie", "registration_access_token=" + client.registrationToken()));
    String query = uri() + "?access_token=" + client.registrationToken();
    isRefused(Http.send(method, query, body, "Content-Type", "application/json"));
    assertThat(read()).hasStatus(200);
  }

  @Test // §2.1: an unknown client is not told from a wrong token
  void refuses_clients_that_nobody_manages() {
    for (String id : List.of("nobody", "conformance", "..", "%2e%2e", "a%00b", "%ff")) {
      for (String method : List.of("GET", "DELETE")) {
        Reply reply = Http.send(method, app.issuer() + "/register/" + id, "", bearer(client));
        assertThat(reply.status()).as(id).isIn(400, 401, 404);
      }
    }
    Reply reply = Http.get(app.issuer() + "/register/conformance", "Authorization", "Bearer ");
    assertThat(reply).isOAuthError(401, "invalid_token");
  }

  @Test // an access token is no registration access token, nor the other way round
  void keeps_the_two_kinds_of_token_apart() {
    String accessToken = client.tokens("alice", "mcp.read").getString("access_token");
    isRefused(send("GET", "", "Authorization", "Bearer " + accessToken));
    assertThat(app.whoami(client.registrationToken())).hasStatus(401);
  }

  @Test // RFC 6750 §3.1
  void challenges_with_a_code_only_who_brought_a_token() {
    assertThat(send("GET", "").header("WWW-Authenticate")).isEqualTo("Bearer realm=\"gatehouse\"");
    assertThat(send("GET", "", "Authorization", "Bearer x").header("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"gatehouse\", error=\"invalid_token\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "HEAD"})
  void refuses_other_methods(String method) {
    Reply reply = send(method, "", bearer(client));
    assertThat(reply).hasStatus(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, PUT, DELETE, OPTIONS");
  }

  @Test // §3
  void tells_a_new_client_where_and_how_to_manage_itself() {
    Reply reply = Http.postJson(app.issuer() + "/register", metadata().encode());
    assertThat(reply).hasStatus(201);
    assertThat(reply.json().getString("registration_client_uri"))
        .isEqualTo(app.issuer() + "/register/" + reply.json().getString("client_id"));
    assertThat(reply.json().getString("registration_access_token"))
        .hasSizeGreaterThanOrEqualTo(43)
        .isNotEqualTo(client.registrationToken());
  }

  @Test // §2.1; the secret is kept as its hash only
  void reads_what_was_registered_but_no_secret() {
    JsonObject asked = metadata()
        .put("token_endpoint_auth_method", "client_secret_basic")
        .put("client_uri", "https://app.example")
        .put("logo_uri", "https://app.example/logo.png")
        .put("software_id", "app")
        .put("scope", "mcp.read");
    JsonObject registered =
        Http.postJson(app.issuer() + "/register", asked.encode()).json();
    String uri = registered.getString("registration_client_uri");
    String token = registered.getString("registration_access_token");
    Reply reply = Http.get(uri, "Authorization", "Bearer " + token);
    assertThat(reply).hasStatus(200);
    assertThat(reply.header("Cache-Control")).contains("no-store");
    registered.remove("client_secret");
    registered.remove("client_secret_expires_at");
    assertThat(reply.json()).isEqualTo(registered);
    assertThat(Http.get(uri, "Authorization", "bearer " + token).json()).isEqualTo(registered);
  }

  @Test // §2.2
  void refuses_to_replace_what_is_not_named_or_not_the_client_s() {
    JsonObject unnamed = metadata();
    unnamed.remove("client_id");
    isInvalid(unnamed);
    isInvalid(metadata().put("client_id", "another"));
    isInvalid(metadata().put("client_id", 7));
    isInvalid(metadata().put("client_secret", "a-secret-of-a-public-client"));
    for (String ours : List.of("registration_access_token", "registration_client_uri")) {
      isInvalid(metadata().put(ours, "x"));
    }
    isInvalid(metadata().put("client_id_issued_at", 1).put("client_secret_expires_at", 0));
  }

  @Test // §2.2: the same rules as at registration
  void refuses_to_replace_with_what_would_not_be_registered() {
    JsonObject before = read().json();
    JsonArray elsewhere = new JsonArray().add("http://evil.example/cb");
    assertThat(put(metadata().put("redirect_uris", elsewhere)))
        .isOAuthError(400, "invalid_redirect_uri");
    JsonObject without = metadata();
    without.remove("redirect_uris");
    assertThat(put(without)).isOAuthError(400, "invalid_redirect_uri");
    isInvalid(metadata().put("token_endpoint_auth_method", "client_secret_jwt"));
    isInvalid(metadata().put("grant_types", new JsonArray().add("implicit")));
    isInvalid(metadata().put("client_uri", "javascript:alert(1)"));
    assertThat(send("PUT", "{}{}", bearer(client))).hasStatus(400);
    assertThat(send("PUT", "x".repeat(70_000), bearer(client))).hasStatus(413);
    Reply form = Http.send("PUT", uri(), "client_id=x", bearer(client));
    assertThat(form).isOAuthError(400, "invalid_client_metadata");
    assertThat(read().json()).isEqualTo(before);
  }

  @Test // §2.2: replaces, does not merge
  void replaces_all_that_was_registered() {
    put(metadata().put("software_id", "app").put("client_uri", "https://app.example"));
    JsonArray redirects = new JsonArray().add(OTHER_REDIRECT);
    JsonObject fresh = new JsonObject()
        .put("client_id", client.id())
        .put("client_name", "Renamed")
        .put("token_endpoint_auth_method", "none")
        .putNull("software_id")
        .put("redirect_uris", redirects);
    Reply reply = put(fresh);
    assertThat(reply).hasStatus(200);
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.json().getString("client_name")).isEqualTo("Renamed");
    assertThat(reply.json().getJsonArray("redirect_uris")).isEqualTo(redirects);
    assertThat(reply.json().getJsonArray("grant_types")).containsExactly("authorization_code");
    assertThat(reply.json().fieldNames()).doesNotContain("software_id", "client_uri");
    assertThat(reply.json().getString("registration_access_token"))
        .isEqualTo(client.registrationToken());
    assertThat(read().json()).isEqualTo(reply.json());
  }

  @Test
  void gives_a_secret_to_a_client_that_becomes_confidential_and_takes_it_back() {
    JsonObject confidential =
        put(metadata().put("token_endpoint_auth_method", "client_secret_post")).json();
    String secret = confidential.getString("client_secret");
    assertThat(confidential.getInteger("client_secret_expires_at")).isZero();
    List<String> exchange = client.exchange(client.code("alice", "mcp.read"));
    assertThat(client.token(exchange)).isOAuthError(401, "invalid_client");
    exchange.addAll(List.of("client_secret", secret));
    assertThat(client.token(exchange)).hasStatus(200);
    JsonObject stays = metadata().put("token_endpoint_auth_method", "client_secret_basic");
    isInvalid(stays.copy().put("client_secret", "wrong"));
    assertThat(put(stays.copy().put("client_secret", secret)).json().getString("client_secret"))
        .isEqualTo(secret);
    assertThat(put(stays).json().fieldNames()).doesNotContain("client_secret");
    assertThat(put(metadata()).json().fieldNames()).doesNotContain("client_secret");
    assertThat(client.redeem(client.code("alice", "mcp.read"))).hasStatus(200);
  }

  @Test // M-09
  void leaves_a_code_bound_to_the_redirect_uri_that_it_was_sent_to() {
    String code = client.code("alice", "mcp.read");
    String other = client.code("alice", "mcp.read");
    put(metadata().put("redirect_uris", new JsonArray().add(OTHER_REDIRECT)));
    assertThat(client.redeem(code, "redirect_uri", OTHER_REDIRECT))
        .isOAuthError(400, "invalid_grant");
    assertThat(client.redeem(other)).hasStatus(200);
    assertThat(client.authorize(client.request("mcp.read"))).isErrorPage();
  }

  @Test // §2.3, BR-20
  void deletes_a_client_with_all_that_it_was_given() {
    JsonObject tokens = client.tokens("alice", "mcp.read");
    String code = client.code("bob", "notes:read");
    TestClient other = app.client();
    JsonObject others = other.tokens("alice", "mcp.read");
    assertThat(app.whoami(tokens.getString("access_token"))).hasStatus(200);
    Reply reply = send("DELETE", "", bearer(client));
    assertThat(reply).hasStatus(204);
    assertThat(reply.body()).isEmpty();
    isRefused(read());
    isRefused(send("DELETE", "", bearer(client)));
    isRefused(put(metadata()));
    assertThat(client.authorize(client.request("mcp.read"))).isErrorPage();
    assertThat(client.refresh(tokens.getString("refresh_token")))
        .isOAuthError(401, "invalid_client");
    assertThat(client.redeem(code)).isOAuthError(401, "invalid_client");
    isRefusedSoon(tokens.getString("access_token"));
    assertThat(app.whoami(others.getString("access_token"))).hasStatus(200);
    assertThat(other.refresh(others.getString("refresh_token"))).hasStatus(200);
  }

  @Test // §2.3: a grant without refresh token leaves no record but its access token
  void ends_the_access_token_of_a_deleted_client_without_refresh_tokens() {
    client =
        app.client(new JsonObject().put("grant_types", new JsonArray().add("authorization_code")));
    JsonObject tokens = client.tokens("alice", "mcp.read");
    assertThat(tokens.fieldNames()).doesNotContain("refresh_token");
    assertThat(app.whoami(tokens.getString("access_token"))).hasStatus(200);
    assertThat(send("DELETE", "", bearer(client))).hasStatus(204);
    isRefusedSoon(tokens.getString("access_token"));
  }

  @Test
  void deletes_once_however_many_ask() {
    List<Integer> found =
        Parallel.times(8, () -> send("DELETE", "", bearer(client)).status());
    assertThat(found).containsOnlyOnce(204).allMatch(status -> status == 204 || status == 401);
  }

  @Test // web clients manage themselves, too
  void lets_pages_of_any_origin_call() {
    Reply reply = send(
        "OPTIONS",
        "",
        "Origin",
        "https://app.example",
        "Access-Control-Request-Method",
        "PUT",
        "Access-Control-Request-Headers",
        "authorization, content-type");
    assertThat(reply).hasStatus(204);
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("GET, PUT, DELETE");
    assertThat(reply.header("Access-Control-Allow-Headers")).contains("authorization");
    assertThat(
            send("GET", "", "Origin", "https://app.example").header("Access-Control-Allow-Origin"))
        .isEqualTo("*");
  }

  @Test // STYLE: secrets reach no log
  void logs_no_token() {
    try (var recording = new Recording(app.gatehouse())) {
      TestClient logged = app.client();
      client = logged;
      read();
      put(metadata());
      isRefused(send("GET", "", "Authorization", "Bearer wrong-but-secret"));
      send("DELETE", "", bearer(logged));
      Eventually.until("five events were published", () -> recording.events().size() >= 5);
      assertThat(recording.lines() + recording.events().toString())
          .doesNotContain(logged.registrationToken())
          .doesNotContain("wrong-but-secret");
    }
  }

  private static void isRefused(Reply reply) {
    assertThat(reply).isOAuthError(401, "invalid_token");
    assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer ");
  }

  private static void isRefusedSoon(String accessToken) {
    Eventually.until(
        "the resource server refuses the token", () -> app.whoami(accessToken).status() == 401);
  }

  private void isInvalid(JsonObject metadata) {
    assertThat(put(metadata)).isOAuthError(400, "invalid_client_metadata");
  }

  private Reply read() {
    return send("GET", "", bearer(client));
  }

  private Reply put(JsonObject metadata) {
    return send("PUT", metadata.encode(), bearer(client));
  }

  private Reply send(String method, String body, String... headers) {
    String[] all = Http.with(headers, "Content-Type", "application/json");
    return Http.send(method, uri(), body, body.isEmpty() ? headers : all);
  }

  private String uri() {
    return app.issuer() + "/register/" + client.id();
  }

  private static String[] bearer(TestClient client) {
    return new String[] {"Authorization", "Bearer " + client.registrationToken()};
  }

  private JsonObject metadata() {
    return new JsonObject()
        .put("client_id", client.id())
        .put("client_name", "Test client")
        .put("redirect_uris", new JsonArray().add(TestClient.REDIRECT))
        .put("token_endpoint_auth_method", "none")
        .put("grant_types", new JsonArray().add("authorization_code").add("refresh_token"));
  }
}
