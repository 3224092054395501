package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchange of an authorization code for tokens, RFC 6749 §4.1.3 and §4.1.4, with two event loops at work. */
class Rfc6749AuthorizationCodeTest {
  private static final MovableClock CLOCK = new MovableClock();

  @RegisterExtension
  static final App app =
      App.with(settings -> settings.set("server.instances", 2)).at(CLOCK);

  private static TestClient client;

  @BeforeAll
  static void register() {
    client = app.client();
  }

  @Test // §5.2
  void refuses_a_code_that_it_never_made() {
    assertThat(client.redeem("x".repeat(43))).isOAuthError(400, "invalid_grant");
    assertThat(client.redeem("garbage \u0000 \" <b>")).isOAuthError(400, "invalid_grant");
  }

  @Test // §4.1.3
  void refuses_a_request_without_a_code() {
    assertThat(client.redeem("x", "code", "")).isOAuthError(400, "invalid_request");
  }

  @ParameterizedTest // §4.1.3: it must be the one of the authorization request
  @ValueSource(
      strings = {
        "https://evil.example/cb",
        "http://localhost:6275/oauth/callback",
        "http://127.0.0.1:6274/oauth/callback",
        "http://localhost:6274/oauth/callback/",
        "http://localhost:6274/oauth/callback?x"
      })
  void refuses_another_redirect_uri(String uri) {
    String code = client.code("alice", "mcp.read");
    assertThat(client.redeem(code, "redirect_uri", uri)).isOAuthError(400, "invalid_grant");
  }

  @Test // §4.1.3
  void refuses_the_other_redirect_uri_of_the_same_client() {
    TestClient two = app.client(new JsonObject()
        .put(
            "redirect_uris", new JsonArray().add(TestClient.REDIRECT).add("https://b.example/cb")));
    Reply reply = two.redeem(two.code("alice", "mcp.read"), "redirect_uri", "https://b.example/cb");
    assertThat(reply).isOAuthError(400, "invalid_grant");
  }

  @Test // §4.1.3: the code belongs to the client it was issued to
  void refuses_the_code_of_another_client() {
    TestClient other = app.client();
    Reply reply =
        other.redeem(client.code("alice", "mcp.read"), "code_verifier", client.verifier());
    assertThat(reply).isOAuthError(400, "invalid_grant");
  }

  @ParameterizedTest // §4.1.3: proof of another client's identity is no proof
  @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
  void refuses_the_code_of_another_client_to_one_that_authenticates(String method) {
    TestClient other = app.confidentialClient(method);
    Reply reply =
        other.redeem(client.code("alice", "mcp.read"), "code_verifier", client.verifier());
    assertThat(reply).isOAuthError(400, "invalid_grant");
  }

  @Test // §4.1.2: ten minutes at most
  void refuses_a_code_after_its_lifetime() {
    String code = client.code("alice", "mcp.read");
    String inTime = client.code("alice", "mcp.read");
    CLOCK.advance(Duration.ofSeconds(599));
    assertThat(client.redeem(inTime)).hasStatus(200);
    CLOCK.advance(Duration.ofSeconds(1));
    assertThat(client.redeem(code)).isOAuthError(400, "invalid_grant");
  }

  @Test // §4.1.2
  void refuses_a_code_the_second_time() {
    String code = client.code("alice", "mcp.read");
    assertThat(client.redeem(code)).hasStatus(200);
    assertThat(client.redeem(code)).isOAuthError(400, "invalid_grant");
    assertThat(client.redeem(code, "code_verifier", "x".repeat(43)))
        .isOAuthError(400, "invalid_grant");
  }

  @Test // §4.1.2: the tokens that came of a replayed code are revoked
  void ends_what_a_replayed_code_gave() {
    String code = client.code("alice", "mcp.read");
    JsonObject tokens = client.redeem(code).json();
    client.redeem(code);
    assertThat(client.refresh(tokens.getString("refresh_token")))
        .isOAuthError(400, "invalid_grant");
  }

  @Test // CWE-362
  void gives_tokens_once_to_32_who_redeem_at_the_same_time() {
    String code = client.code("alice", "mcp.read");
    List<Reply> replies = Parallel.times(32, () -> client.redeem(code));
    List<Reply> won = replies.stream().filter(reply -> reply.status() == 200).toList();
    assertThat(won).hasSize(1);
    replies.stream()
        .filter(reply -> reply.status() != 200)
        .forEach(reply -> assertThat(reply).isOAuthError(400, "invalid_grant"));
    // Whoever comes after that ends what the winner got.
    client.redeem(code);
    assertThat(client.refresh(won.get(0).json().getString("refresh_token")))
        .isOAuthError(400, "invalid_grant");
  }

  @Test // §4.1.3, §3.3
  void gives_no_scope_that_is_asked_for_only_now() {
    List<String> exchange = new ArrayList<>(client.exchange(client.code("bob", "mcp.read")));
    exchange.addAll(List.of("scope", "mcp.read admin:notes"));
    Reply reply = client.token(exchange);
    assertThat(reply).hasStatus(200);
    assertThat(reply.json().getString("scope")).isEqualTo("mcp.read");
  }

  @ParameterizedTest // §3.2: not more than once
  @ValueSource(strings = {"grant_type", "code", "client_id", "code_verifier", "redirect_uri"})
  void refuses_a_parameter_that_comes_twice(String name) {
    List<String> exchange = new ArrayList<>(client.exchange(client.code("alice", "mcp.read")));
    exchange.addAll(List.of(name, exchange.get(exchange.indexOf(name) + 1)));
    assertThat(client.token(exchange)).isOAuthError(400, "invalid_request");
  }

  @ParameterizedTest // CWE-20
  @CsvSource({
    "code",
    "code_verifier",
    "redirect_uri",
    "resource",
    "grant_type",
    "client_id",
    "scope"
  })
  void answers_hostile_values_with_an_error_and_no_more(String name) {
    for (String hostile : List.of(
        "\u0000",
        "a\r\nSet-Cookie: x=y",
        "\"'><script>",
        "ü".repeat(2000),
        "${jndi:ldap://x}",
        "x".repeat(50_000))) {
      Reply reply = client.redeem("y".repeat(43), name, hostile);
      assertThat(reply.status()).isIn(400, 401);
      assertThat(reply.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(reply.json().getString("error")).isNotEmpty();
    }
  }

  @Test // OAuth 2.1 §4.1.3 dropped it; RFC 6749 clients send it
  void does_not_need_the_redirect_uri_again() {
    Reply reply = client.redeem(client.code("alice", "mcp.read"), "redirect_uri", "");
    assertThat(reply).hasStatus(200);
  }

  @Test // §4.1.4, §5.1
  void gives_tokens_for_a_code() {
    Reply reply = client.redeem(client.code("alice", "mcp.read notes:read"));
    assertThat(reply).hasStatus(200);
    assertThat(reply.json().fieldNames())
        .containsExactly("access_token", "token_type", "expires_in", "scope", "refresh_token");
    assertThat(reply.json().getString("token_type")).isEqualTo("Bearer");
    assertThat(reply.json().getInteger("expires_in")).isEqualTo(3600);
    assertThat(reply.json().getString("scope")).isEqualTo("mcp.read notes:read");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store"); // §5.1
    assertThat(reply.header("Pragma")).isEqualTo("no-cache"); // §5.1
  }

  @Test // §10.10
  void makes_each_token_anew() {
    JsonObject one = client.tokens("alice", "mcp.read");
    JsonObject other = client.tokens("alice", "mcp.read");
    assertThat(one.getString("access_token")).isNotEqualTo(other.getString("access_token"));
    assertThat(one.getString("refresh_token"))
        .isNotEqualTo(other.getString("refresh_token"))
        .matches("[A-Za-z0-9_-]{43}");
  }

  @Test // RFC 7591 §2: authorization_code alone is the default
  void gives_no_refresh_token_to_a_client_that_did_not_register_the_grant() {
    TestClient modest =
        app.client(new JsonObject().put("grant_types", new JsonArray().add("authorization_code")));
    assertThat(modest.tokens("alice", "mcp.read").fieldNames()).doesNotContain("refresh_token");
    assertThat(modest.refresh("x".repeat(43))).isOAuthError(400, "unauthorized_client");
  }
}
