package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refreshing an access token, RFC 6749 §6, with rotation, RFC 9700 §4.14.2. */
class Rfc6749RefreshTokenTest {
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
  void refuses_what_is_no_refresh_token() {
    JsonObject tokens = client.tokens("alice", "mcp.read");
    String code = client.code("alice", "mcp.read");
    for (String wrong :
        List.of("x", "y".repeat(43), "z".repeat(8000), tokens.getString("access_token"), code)) {
      assertThat(client.refresh(wrong)).isOAuthError(400, "invalid_grant");
    }
    assertThat(client.redeem(code)).hasStatus(200);
  }

  @Test // §6
  void refuses_a_request_without_a_refresh_token() {
    assertThat(client.refresh("")).isOAuthError(400, "invalid_request");
    Reply none = client.token(List.of("grant_type", "refresh_token", "client_id", client.id()));
    assertThat(none).isOAuthError(400, "invalid_request");
  }

  @Test // §6
  void refuses_a_request_that_names_no_client() {
    String token = refreshToken(client.tokens("alice", "mcp.read"));
    Reply reply = client.token(List.of("grant_type", "refresh_token", "refresh_token", token));
    assertThat(reply).isOAuthError(400, "invalid_request");
    assertThat(client.refresh(token)).hasStatus(200);
  }

  @Test // §6: a confidential client authenticates
  void refuses_a_confidential_client_without_its_secret() {
    TestClient keeper = app.confidentialClient("client_secret_post");
    String token = refreshToken(keeper.tokens("alice", "mcp.read"));
    Reply reply = keeper.token(
        List.of("grant_type", "refresh_token", "refresh_token", token, "client_id", keeper.id()));
    assertThat(reply).isOAuthError(401, "invalid_client");
    assertThat(keeper.refresh(token)).hasStatus(200);
  }

  @Test // §6, §10.4: bound to its client
  void refuses_another_client_and_harms_the_owner_in_no_way() {
    String token = refreshToken(client.tokens("alice", "mcp.read"));
    assertThat(app.client().refresh(token)).isOAuthError(400, "invalid_grant");
    Reply next = client.refresh(token);
    assertThat(next).hasStatus(200);
    // Nor does a thief who is another client end the family with a used one.
    assertThat(app.client().refresh(token)).isOAuthError(400, "invalid_grant");
    assertThat(client.refresh(refreshToken(next.json()))).hasStatus(200);
  }

  @Test // RFC 9700 §4.14.2
  void refuses_a_used_refresh_token_and_ends_its_family() {
    String first = refreshToken(client.tokens("alice", "mcp.read"));
    String second = refreshToken(client.refresh(first).json());
    String third = refreshToken(client.refresh(second).json());
    String fourth = refreshToken(client.refresh(third).json());
    assertThat(client.refresh(first)).isOAuthError(400, "invalid_grant");
    for (String member : List.of(fourth, third, second, first)) {
      assertThat(client.refresh(member)).isOAuthError(400, "invalid_grant");
    }
  }

  @Test // RFC 9700 §4.14.2
  void leaves_the_other_families_of_the_client_alone() {
    String other = refreshToken(client.tokens("alice", "mcp.read"));
    String first = refreshToken(client.tokens("alice", "mcp.read"));
    client.refresh(first);
    client.refresh(first);
    assertThat(client.refresh(other)).hasStatus(200);
  }

  @Test // CWE-362
  void gives_tokens_at_most_once_to_8_who_refresh_at_the_same_time() {
    String token = refreshToken(client.tokens("alice", "mcp.read"));
    List<Reply> replies = Parallel.times(8, () -> client.refresh(token));
    List<Reply> won = replies.stream().filter(reply -> reply.status() == 200).toList();
    assertThat(won).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest // §6: MUST NOT include any scope not originally granted
  @ValueSource(strings = {"mcp.read notes:write", "admin:notes", "mcp.read unknown"})
  void refuses_to_widen_and_costs_the_owner_nothing(String scope) {
    String token = refreshToken(client.tokens("alice", "mcp.read notes:read"));
    assertThat(client.refresh(token, "scope", scope)).isOAuthError(400, "invalid_scope");
    assertThat(client.refresh(token)).hasStatus(200);
  }

  @ParameterizedTest // RFC 8707 §2.2
  @ValueSource(strings = {"https://other.example/mcp", "not a uri", "javascript:alert(1)"})
  void refuses_another_resource(String resource) {
    String token = refreshToken(client.tokens("alice", "mcp.read"));
    assertThat(client.refresh(token, "resource", resource)).isOAuthError(400, "invalid_target");
    assertThat(client.refresh(token)).hasStatus(200);
  }

  @Test // RFC 9700 §4.14.2: it ends, however often it is used
  void refuses_when_the_lifetime_of_the_family_is_over() {
    String token = refreshToken(client.tokens("alice", "mcp.read"));
    for (int days = 10; days < 30; days += 10) {
      CLOCK.advance(Duration.ofDays(10));
      token = refreshToken(client.refresh(token).json());
    }
    CLOCK.advance(Duration.ofDays(10));
    assertThat(client.refresh(token)).isOAuthError(400, "invalid_grant");
  }

  @Test // RFC 9700 §4.14.2: and sooner if it is not used
  void refuses_a_token_that_was_not_used_for_two_weeks() {
    String token = refreshToken(client.tokens("alice", "mcp.read"));
    CLOCK.advance(Duration.ofDays(14).minusMinutes(1));
    token = refreshToken(client.refresh(token).json());
    CLOCK.advance(Duration.ofDays(14));
    assertThat(client.refresh(token)).isOAuthError(400, "invalid_grant");
  }

  @Test // §6
  void narrows_the_access_token_but_not_the_grant() {
    String token = refreshToken(client.tokens("alice", "mcp.read notes:read"));
    Reply narrow = client.refresh(token, "scope", "notes:read");
    assertThat(narrow).hasStatus(200);
    assertThat(narrow.json().getString("scope")).isEqualTo("notes:read");
    Reply whole = client.refresh(refreshToken(narrow.json()));
    assertThat(whole.json().getString("scope")).isEqualTo("mcp.read notes:read");
  }

  @Test // RFC 9700 §4.14.2
  void gives_a_new_access_token_and_a_new_refresh_token() {
    JsonObject before = client.tokens("alice", "mcp.read");
    Reply reply = client.refresh(refreshToken(before), "resource", app.mcpUrl());
    assertThat(reply).hasStatus(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.json().getString("access_token"))
        .isNotEqualTo(before.getString("access_token"));
    assertThat(refreshToken(reply.json())).matches("[A-Za-z0-9_-]{43}");
    assertThat(refreshToken(reply.json())).isNotEqualTo(refreshToken(before));
    assertThat(reply.json().getString("scope")).isEqualTo("mcp.read");
  }

  private static String refreshToken(JsonObject tokens) {
    return tokens.getString("refresh_token");
  }
}
