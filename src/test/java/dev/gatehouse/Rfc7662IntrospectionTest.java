package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Token introspection, RFC 7662. */
class Rfc7662IntrospectionTest {
  private static final MovableClock CLOCK = new MovableClock();
  private static final String SECRET = "the secret of the resource server";

  @RegisterExtension
  static final App app = App.with(settings -> settings.set(
          "auth-server.clients",
          List.of(Map.of(
              "id",
              "notes-server",
              "name",
              "A resource server",
              "secret",
              SECRET,
              "redirect-uris",
              List.of("http://127.0.0.1/unused")))))
      .at(CLOCK);

  private TestClient owner;
  private String access;
  private String refresh;

  @BeforeEach
  void letAUserGiveTokensToAConfidentialClient() {
    owner = app.confidentialClient("client_secret_basic");
    JsonObject tokens = owner.tokens("alice", "mcp.read notes:read");
    access = tokens.getString("access_token");
    refresh = tokens.getString("refresh_token");
  }

  @Test // §2.1: MUST require authorization
  void refuses_a_request_without_a_client() {
    assertThat(introspect(List.of("token", access))).isOAuthError(400, "invalid_request");
    assertThat(introspect(List.of("token", access, "client_id", "nobody")))
        .isOAuthError(401, "invalid_client");
    assertThat(introspect(List.of("token", access), "Authorization", "Bearer " + access))
        .isOAuthError(401, "invalid_client");
  }

  @Test // §2.1, §4: token scanning
  void refuses_a_public_client() {
    TestClient stranger = app.client();
    assertThat(stranger.introspect(access)).isOAuthError(401, "invalid_client");
    String own = stranger.tokens("alice", "mcp.read").getString("access_token");
    assertThat(stranger.introspect(own)).isOAuthError(401, "invalid_client");
  }

  @Test // §2.1
  void refuses_a_confidential_client_with_a_wrong_secret_or_none() {
    assertThat(introspect(List.of("token", access, "client_id", owner.id())))
        .isOAuthError(401, "invalid_client");
    List<String> wrong =
        List.of("token", access, "client_id", owner.id(), "client_secret", "wrong");
    assertThat(introspect(wrong)).isOAuthError(401, "invalid_client");
  }

  @ParameterizedTest // §2.1: POST, so that no token stands in a log
  @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD"})
  void refuses_every_method_but_post(String method) {
    String query = "?token=" + access + "&client_id=" + owner.id();
    Reply reply = Http.send(method, app.issuer() + "/introspect" + query, "");
    assertThat(reply).hasStatus(405);
    assertThat(reply.header("Allow")).contains("POST");
  }

  @Test // §2.1: a form
  void refuses_json_and_parameters_in_the_url() {
    var body = new JsonObject().put("token", access);
    assertThat(Http.postJson(endpoint(), body.encode(), "Authorization", basic()))
        .isOAuthError(400, "invalid_request");
    String inUrl = endpoint() + "?token=" + access;
    assertThat(Http.postForm(inUrl, List.of(), "Authorization", basic()))
        .isOAuthError(400, "invalid_request");
  }

  @Test // §2.1
  void refuses_a_request_without_a_token_or_with_two() {
    assertThat(owner.introspect("")).isOAuthError(400, "invalid_request");
    assertThat(owner.introspect(access, "token", refresh)).isOAuthError(400, "invalid_request");
  }

  @Test // §4: no page of another origin asks
  void is_closed_to_other_origins() {
    Reply reply = introspect(
        List.of("token", access), "Authorization", basic(), "Origin", "http://localhost:6274");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest // §2.2: an error it is not
  @ValueSource(strings = {"garbage", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "\u0000", "é"})
  void calls_inactive_what_is_no_token(String token) {
    isInactive(owner.introspect(token));
    isInactive(byResourceServer(token));
  }

  @Test // RFC 7515 §5.2
  void calls_inactive_what_it_did_not_sign() {
    String unsigned = access.substring(0, access.lastIndexOf('.') + 1);
    String none = Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    isInactive(owner.introspect(unsigned));
    isInactive(owner.introspect(unsigned + "AAAA"));
    isInactive(owner.introspect(none + unsigned.substring(unsigned.indexOf('.'))));
  }

  @Test // §2.2, §4: it learns nothing, not even that the token is good
  void calls_the_tokens_of_another_client_inactive() {
    TestClient other = app.confidentialClient("client_secret_post");
    isInactive(other.introspect(access));
    isInactive(other.introspect(refresh));
  }

  @Test // §2.2
  void calls_an_access_token_inactive_once_it_has_expired() {
    CLOCK.advance(Duration.ofHours(1));
    isInactive(owner.introspect(access));
    isInactive(byResourceServer(access));
  }

  @Test // §2.2: at once
  void calls_revoked_tokens_inactive() {
    owner.revoke(access);
    isInactive(owner.introspect(access));
    assertThat(owner.introspect(refresh).json().getBoolean("active")).isTrue();
    String second = owner.refresh(refresh).json().getString("access_token");
    owner.revoke(refresh);
    isInactive(byResourceServer(second));
    isInactive(owner.introspect(refresh));
  }

  @Test // §2.2; RFC 9700 §4.14.2
  void calls_a_used_refresh_token_inactive_and_its_successor_active() {
    String second = owner.refresh(refresh).json().getString("refresh_token");
    isInactive(owner.introspect(refresh));
    assertThat(owner.introspect(second).json().getBoolean("active")).isTrue();
    CLOCK.advance(Duration.ofDays(14));
    isInactive(owner.introspect(second));
  }

  @Test // §4: nobody is led to take it for an access token
  void tells_a_resource_server_nothing_of_refresh_tokens() {
    isInactive(byResourceServer(refresh));
  }

  @Test // §2.2
  void tells_the_owner_all_that_the_access_token_says() {
    Reply reply = owner.introspect(access);
    assertThat(reply).hasStatus(200);
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    var expected = new JsonObject()
        .put("active", true)
        .put("username", "alice")
        .put("token_type", "Bearer")
        .mergeIn(Jwt.claims(access));
    assertThat(reply.json()).isEqualTo(expected);
  }

  @Test // §2.1
  void tells_a_resource_server_of_the_access_tokens_of_all_clients() {
    assertThat(byResourceServer(access).json().getString("client_id")).isEqualTo(owner.id());
    String other = app.token("bob", "mcp.read");
    JsonObject answer = byResourceServer(other).json();
    assertThat(answer.getBoolean("active")).isTrue();
    assertThat(answer.getString("sub")).isEqualTo("bob");
    assertThat(answer.getString("aud")).isEqualTo(app.mcpUrl());
    assertThat(answer.getString("scope")).isEqualTo("mcp.read");
  }

  @ParameterizedTest // §2.1: the hint is a hint
  @ValueSource(strings = {"access_token", "refresh_token", "unknown"})
  void finds_the_token_whatever_the_hint(String hint) {
    for (String token : List.of(access, refresh)) {
      assertThat(owner.introspect(token, "token_type_hint", hint).json().getBoolean("active"))
          .isTrue();
    }
  }

  @Test // §2.2
  void tells_the_owner_what_a_refresh_token_is_good_for() {
    JsonObject answer = owner.introspect(refresh).json();
    assertThat(answer.fieldNames())
        .containsExactlyInAnyOrder("active", "username", "iss", "sub", "client_id", "scope", "exp");
    assertThat(answer.getString("scope")).isEqualTo("mcp.read notes:read");
    long days = Duration.ofSeconds(answer.getLong("exp") - CLOCK.instant().getEpochSecond())
        .plusMinutes(1)
        .toDays();
    assertThat(days).isEqualTo(14);
  }

  private static Reply byResourceServer(String token) {
    return introspect(List.of("token", token), "Authorization", basic());
  }

  private static Reply introspect(List<String> parameters, String... headers) {
    return Http.postForm(endpoint(), parameters, headers);
  }

  private static void isInactive(Reply reply) {
    assertThat(reply).hasStatus(200);
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.json()).isEqualTo(new JsonObject().put("active", false));
  }

  private static String endpoint() {
    return app.issuer() + "/introspect";
  }

  private static String basic() {
    String pair = "notes-server:" + SECRET.replace(' ', '+');
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
