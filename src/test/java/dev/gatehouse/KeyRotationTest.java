package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.Wire;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotation of the signing key while tokens are in use, RFC 9068 §5, and who may ask for it. */
class KeyRotationTest {
  private static final String PATH = "/admin/keys/rotate";
  private static final String TOKEN = "an-admin-token-of-32-characters-or-more";
  private static final String[] OPERATOR = {"Authorization", "Bearer " + TOKEN};

  private static final MovableClock clock = new MovableClock();

  @RegisterExtension
  static final App app = App.with(settings -> settings.set("auth-server.admin-token", TOKEN))
      .at(clock)
      .asDelivered();

  @RegisterExtension
  static final App withoutToken = App.with(settings -> settings
          .set("auth-server.access-token-ttl-seconds", 5)
          .set("auth-server.key-rotation-seconds", 2))
      .asDelivered();

  private String kid;

  @BeforeEach
  void remember() {
    kid = kids(app).get(0);
    clock.advance(Duration.ofSeconds(6)); // the resource server asks for unknown keys again
  }

  @Test
  void is_not_there_without_a_token_in_the_settings() {
    for (String[] headers : List.of(new String[0], OPERATOR)) {
      assertThat(Http.send("POST", withoutToken.issuer() + PATH, "", headers)).hasStatus(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer null",
        "Bearer an-admin-token-of-32-characters-or-mor",
        "Bearer AN-ADMIN-TOKEN-OF-32-CHARACTERS-OR-MORE",
        "Basic YWRtaW46YW4tYWRtaW4tdG9rZW4tb2YtMzItY2hhcmFjdGVycy1vci1tb3Jl",
        "an-admin-token-of-32-characters-or-more"
      })
  void refuses_a_wrong_token(String authorization) {
    isRefused(401, "POST", "Authorization", authorization);
  }

  @Test
  void refuses_a_missing_token_and_one_in_the_url() {
    isRefused(401, "POST");
    String url = app.issuer() + PATH + "?access_token=" + TOKEN + "&admin-token=" + TOKEN;
    assertThat(Http.send("POST", url, "")).hasStatus(401);
    assertThat(kids(app)).first().isEqualTo(kid);
  }

  @Test // a user's token is no operator's
  void refuses_an_access_token() {
    isRefused(401, "POST", "Authorization", "Bearer " + app.token("alice", "admin:notes"));
  }

  @ParameterizedTest // a proxy on this computer speaks for anyone, a page for its author
  @ValueSource(
      strings = {
        "X-Forwarded-For: 203.0.113.9",
        "Forwarded: for=203.0.113.9",
        "X-Real-IP: 203.0.113.9",
        "Via: 1.1 proxy",
        "Origin: http://localhost:6274",
        "Origin: null"
      })
  void refuses_what_may_come_from_elsewhere(String header) {
    String[] pair = header.split(": ", 2);
    isRefused(403, "POST", pair[0], pair[1], "Authorization", "Bearer " + TOKEN);
  }

  @Test // DNS rebinding
  void refuses_a_foreign_host() {
    String request = "POST " + PATH + " HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer "
        + TOKEN + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assertThat(Wire.exchange(app.issuer(), request)).startsWith("HTTP/1.1 403");
    assertThat(kids(app)).first().isEqualTo(kid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD"})
  void refuses_every_method_but_post(String method) {
    isRefused(405, method, OPERATOR);
  }

  @Test
  void lets_no_page_ask() {
    Reply reply = Http.send(
        "OPTIONS",
        app.issuer() + PATH,
        "",
        "Origin",
        "http://localhost:6274",
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "authorization");
    assertThat(reply).hasStatus(403);
    assertThat(reply.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
  }

  @Test // M-01
  void signs_with_another_key_and_keeps_accepting_the_tokens_before() {
    TestClient client = app.client();
    JsonObject before = client.tokens("alice", "mcp.read");
    assertThat(app.whoami(before.getString("access_token"))).hasStatus(200);
    Reply reply = rotate();
    JsonObject after = client.refresh(before.getString("refresh_token")).json();
    assertThat(Jwt.header(before.getString("access_token")).getString("kid")).isEqualTo(kid);
    assertThat(Jwt.header(after.getString("access_token")).getString("kid"))
        .isEqualTo(reply.json().getString("kid"))
        .isNotEqualTo(kid);
    assertThat(kids(app)).startsWith(reply.json().getString("kid"), kid).doesNotHaveDuplicates();
    assertThat(app.whoami(after.getString("access_token"))).hasStatus(200);
    assertThat(app.whoami(before.getString("access_token"))).hasStatus(200);
  }

  @Test // also a token that the resource server sees for the first time, after it read the keys
  // again
  void keeps_accepting_an_earlier_token_that_was_never_shown() {
    String before = app.token("bob", "notes:read");
    rotate();
    String after = app.token("bob", "notes:read");
    assertThat(app.whoami(after)).hasStatus(200);
    assertThat(app.whoami(before)).hasStatus(200);
  }

  @Test // RFC 7009 §2.1
  void revokes_a_token_of_an_earlier_key() {
    TestClient client = app.client();
    String before = client.tokens("alice", "mcp.read").getString("access_token");
    rotate();
    assertThat(app.whoami(before)).hasStatus(200);
    client.revoke(before);
    Eventually.until("the token is refused", () -> app.whoami(before).status() == 401);
  }

  @Test // M-01: the longest token, and a minute for clocks that differ
  void publishes_an_earlier_key_until_its_last_token_has_ended() {
    String last = app.token("alice", "mcp.read");
    rotate();
    clock.advance(Duration.ofSeconds(3590));
    assertThat(kids(app)).contains(kid);
    assertThat(app.whoami(last)).hasStatus(200);
    clock.advance(Duration.ofSeconds(75));
    assertThat(kids(app)).doesNotContain(kid).hasSize(1);
    assertThat(app.whoami(last)).hasStatus(401);
    assertThat(app.whoami(app.token("alice", "mcp.read"))).hasStatus(200);
  }

  @Test // META-22, META-33
  void publishes_public_halves_under_names_of_their_own() {
    rotate();
    Reply reply = Http.get(app.issuer() + "/oauth/jwks");
    assertThat(reply.header("Cache-Control")).contains("max-age=300");
    assertThat(reply.json().getJsonArray("keys"))
        .hasSizeGreaterThan(1)
        .allSatisfy(key -> assertThat(((JsonObject) key).fieldNames())
            .containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e"));
    assertThat(kids(app)).doesNotHaveDuplicates();
  }

  @Test
  void rotates_by_itself_where_the_settings_say_so() {
    String first = kids(withoutToken).get(0);
    Eventually.until("another key signs", () -> !kids(withoutToken).get(0).equals(first));
    assertThat(kids(withoutToken)).contains(first);
  }

  private static Reply rotate() {
    Reply reply = Http.send("POST", app.issuer() + PATH, "", OPERATOR);
    assertThat(reply).hasStatus(200);
    assertThat(reply.header("Cache-Control")).contains("no-store");
    return reply;
  }

  private void isRefused(int status, String method, String... headers) {
    assertThat(Http.send(method, app.issuer() + PATH, "", headers)).hasStatus(status);
    assertThat(kids(app)).first().isEqualTo(kid);
  }

  private static List<String> kids(App where) {
    return Http.get(where.issuer() + "/oauth/jwks").json().getJsonArray("keys").stream()
        .map(key -> ((JsonObject) key).getString("kid"))
        .toList();
  }
}
