package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Token revocation, RFC 7009, up to the resource server, which learns of it within three seconds. */
class Rfc7009RevocationTest {
  @RegisterExtension
  static final App app = App.started();

  private static TestClient client;

  @BeforeAll
  static void register() {
    client = app.client();
  }

  @ParameterizedTest // §2.1: POST
  @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD"})
  void refuses_every_method_but_post(String method) {
    Tokens tokens = tokens();
    String query = "?client_id=" + client.id() + "&token=" + tokens.refresh;
    assertThat(Http.send(method, revoke() + query, "")).hasStatus(405);
    assertThat(client.refresh(tokens.refresh)).hasStatus(200);
  }

  @Test // §2.1: a form
  void refuses_json() {
    Tokens tokens = tokens();
    var body = new JsonObject().put("client_id", client.id()).put("token", tokens.refresh);
    assertThat(Http.postJson(revoke(), body.encode())).isOAuthError(400, "invalid_request");
    assertThat(client.refresh(tokens.refresh)).hasStatus(200);
  }

  @Test // §2.1
  void refuses_a_request_without_a_token() {
    assertThat(client.revoke("")).isOAuthError(400, "invalid_request");
  }

  @Test // §2.1
  void refuses_a_request_that_names_no_client_or_an_unknown_one() {
    Tokens tokens = tokens();
    assertThat(Http.postForm(revoke(), List.of("token", tokens.refresh)))
        .isOAuthError(400, "invalid_request");
    assertThat(Http.postForm(revoke(), List.of("token", tokens.refresh, "client_id", "nobody")))
        .isOAuthError(401, "invalid_client");
    assertThat(client.refresh(tokens.refresh)).hasStatus(200);
  }

  @Test // §2.1: a confidential client authenticates
  void refuses_a_confidential_client_without_its_secret() {
    TestClient keeper = app.confidentialClient("client_secret_basic");
    String token = keeper.tokens("alice", "mcp.read").getString("refresh_token");
    assertThat(Http.postForm(revoke(), List.of("token", token, "client_id", keeper.id())))
        .isOAuthError(401, "invalid_client");
    assertThat(keeper.refresh(token)).hasStatus(200);
  }

  @Test // §2.1: MUST verify whose token it is
  void leaves_the_tokens_of_other_clients_alone() throws InterruptedException {
    Tokens tokens = tokens();
    TestClient other = app.client();
    assertThat(other.revoke(tokens.refresh)).hasStatus(200);
    assertThat(other.revoke(tokens.access)).hasStatus(200);
    Thread.sleep(1500); // longer than the resource server takes to hear of it
    assertThat(app.whoami(tokens.access)).hasStatus(200);
    assertThat(client.refresh(tokens.refresh)).hasStatus(200);
  }

  @ParameterizedTest // §2.2: what is no token is revoked already
  @ValueSource(strings = {"garbage", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "\u0000", "é"})
  void answers_200_to_what_is_no_token(String token) {
    assertThat(client.revoke(token)).hasStatus(200);
  }

  @Test // §2.2: nor is a forged token revoked in the name of a real one
  void believes_no_token_that_it_did_not_sign() throws InterruptedException {
    Tokens tokens = tokens();
    String forged = tokens.access.substring(0, tokens.access.lastIndexOf('.') + 1) + "AAAA";
    assertThat(client.revoke(forged)).hasStatus(200);
    Thread.sleep(1500);
    assertThat(app.whoami(tokens.access)).hasStatus(200);
  }

  @ParameterizedTest // §2.1: the hint is a hint
  @ValueSource(strings = {"access_token", "refresh_token", "unknown"})
  void ends_a_refresh_token_whatever_the_hint(String hint) {
    Tokens tokens = tokens();
    assertThat(client.revoke(tokens.refresh, "token_type_hint", hint)).hasStatus(200);
    assertThat(client.refresh(tokens.refresh)).isOAuthError(400, "invalid_grant");
  }

  @Test // §2.1: and it cannot come back
  void ends_the_whole_family_of_a_refresh_token() {
    String first = tokens().refresh;
    String second = client.refresh(first).json().getString("refresh_token");
    client.revoke(second);
    assertThat(client.refresh(second)).isOAuthError(400, "invalid_grant");
    assertThat(client.refresh(first)).isOAuthError(400, "invalid_grant");
    Tokens others = tokens();
    client.refresh(others.refresh);
    client.revoke(others.refresh); // one that was used up already
    assertThat(client.refresh(others.refresh)).isOAuthError(400, "invalid_grant");
  }

  @Test // §2.1: SHOULD also invalidate all access tokens of the grant
  void ends_the_access_tokens_of_a_revoked_refresh_token() {
    Tokens tokens = tokens();
    String later = client.refresh(tokens.refresh).json().getString("access_token");
    assertThat(app.whoami(tokens.access)).hasStatus(200);
    client.revoke(tokens.refresh);
    isRefusedSoon(tokens.access);
    isRefusedSoon(later);
  }

  @Test // §2
  void ends_an_access_token_and_leaves_its_grant() {
    Tokens tokens = tokens();
    assertThat(app.whoami(tokens.access)).hasStatus(200);
    Reply reply = client.revoke(tokens.access);
    assertThat(reply).hasStatus(200);
    assertThat(reply.header("Cache-Control")).contains("no-store");
    isRefusedSoon(tokens.access);
    Reply refreshed = client.refresh(tokens.refresh);
    assertThat(refreshed).hasStatus(200);
    assertThat(app.whoami(refreshed.json().getString("access_token"))).hasStatus(200);
  }

  @Test // RFC 6749 §4.1.2
  void ends_the_access_token_of_a_replayed_code() {
    String code = client.code("alice", "mcp.read");
    String token = client.redeem(code).json().getString("access_token");
    assertThat(app.whoami(token)).hasStatus(200);
    client.redeem(code);
    isRefusedSoon(token);
  }

  @Test // RFC 9700 §4.14.2
  void ends_the_access_tokens_of_a_replayed_refresh_token() {
    Tokens tokens = tokens();
    String second = client.refresh(tokens.refresh).json().getString("refresh_token");
    String newest = client.refresh(second).json().getString("access_token");
    client.refresh(tokens.refresh);
    isRefusedSoon(tokens.access);
    isRefusedSoon(newest);
  }

  @Test // CWE-770: what was revoked stays so, and who revokes that much bears it alone
  void gives_no_revoked_token_back_however_many_are_revoked_after_it() {
    TestClient busy = app.confidentialClient("client_secret_post");
    String others = tokens().access;
    JsonObject latest = busy.tokens("bob", "mcp.read");
    String first = latest.getString("access_token");
    busy.revoke(first);
    for (int i = 0; i < 1_000; i++) {
      latest = busy.refresh(latest.getString("refresh_token")).json();
      busy.revoke(latest.getString("access_token"));
    }
    isRefusedSoon(first);
    isRefusedSoon(latest.getString("access_token"));
    assertThat(introspected(busy, first)).isFalse();
    JsonObject list = Http.get(app.issuer() + "/oauth/revoked").json();
    JsonObject joined = list.getJsonArray("subject_clients").getJsonObject(0);
    assertThat(joined.getString("sub")).isEqualTo("bob");
    assertThat(joined.getString("client_id")).isEqualTo(busy.id());
    assertThat(app.whoami(others)).hasStatus(200);
    AtomicReference<String> refreshable = new AtomicReference<>(latest.getString("refresh_token"));
    Eventually.until("a token of later is good", () -> {
      JsonObject next = busy.refresh(refreshable.get()).json();
      refreshable.set(next.getString("refresh_token"));
      String access = next.getString("access_token");
      return introspected(busy, access) && app.whoami(access).status() == 200;
    });
  }

  private static boolean introspected(TestClient client, String token) {
    return client.introspect(token).json().getBoolean("active");
  }

  private static void isRefusedSoon(String accessToken) {
    Eventually.until(
        "the resource server refuses the token", () -> app.whoami(accessToken).status() == 401);
    assertThat(app.whoami(accessToken).header("WWW-Authenticate"))
        .contains("error=\"invalid_token\"");
  }

  private static Tokens tokens() {
    JsonObject tokens = client.tokens("alice", "mcp.read");
    return new Tokens(tokens.getString("access_token"), tokens.getString("refresh_token"));
  }

  private static String revoke() {
    return app.issuer() + "/revoke";
  }

  private record Tokens(String access, String refresh) {}
}
