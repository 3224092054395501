package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.request;
import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.everything.ConformanceFixtures;
import dev.gatehouse.handshake.Outcome;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.resourceserver.transport.StreamRules;
import dev.gatehouse.testing.HeapSize;
import dev.gatehouse.testing.MovableClock;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP 2025-11-25 "Session Management": whose a session is, and when it ends. */
class McpSessionTest {
  private static final MovableClock clock = new MovableClock();

  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(new ConformanceFixtures())
      .with(ServerRules.DEFAULT)
      .with(StreamRules.DEFAULT.idle(Duration.ofMinutes(30)))
      .at(clock);

  @RegisterExtension
  static final McpEndpoint small =
      new McpEndpoint().with(StreamRules.DEFAULT.holding(6)).at(clock);

  private static final JsonObject PING = request(1, "ping", Map.of());

  @ParameterizedTest
  @ValueSource(strings = {"mallory", "Alice", "alice "})
  void is_nobody_else_s(String other) throws InterruptedException {
    var session = McpSession.open(mcp);
    var stolen = new McpSession(mcp, token(other, McpEndpoint.ALL), session.id(), "2025-11-25");
    assertThat(stolen.post(PING).status()).isEqualTo(404);
    assertThat(stolen.listen().status()).isEqualTo(404);
    assertThat(stolen.resume("1.0").status()).isEqualTo(404);
    assertThat(stolen.end().status()).isEqualTo(404);
    assertThat(session.post(PING).status()).isEqualTo(200);
    assertThat(mcp.decisionsOf(other, 4))
        .allSatisfy(event -> assertThat(event.outcome()).isEqualTo(Outcome.REFUSED));
  }

  // Clients such as those of the Go SDK register again at each step-up, and keep their session.
  @Test
  void goes_on_with_another_client_of_the_same_user() {
    var session = McpSession.open(mcp);
    String other = McpEndpoint.tokenOf("other-client", "alice", McpEndpoint.ALL);
    var elsewhere = new McpSession(mcp, other, session.id(), "2025-11-25");
    assertThat(elsewhere.post(PING).status()).isEqualTo(200);
    try (var stream = elsewhere.listen()) {
      assertThat(stream.status()).isEqualTo(200);
    }
    assertThat(session.post(PING).status()).isEqualTo(200);
    assertThat(elsewhere.end().status()).isEqualTo(204);
    assertThat(session.post(PING).status()).isEqualTo(404);
  }

  @Test
  void lends_another_client_no_scope_that_its_own_token_lacks() {
    var session = McpSession.open(mcp);
    String weak = McpEndpoint.tokenOf("other-client", "alice", "mcp.read");
    var elsewhere = new McpSession(mcp, weak, session.id(), "2025-11-25");
    assertThat(
            elsewhere.post(McpEndpoint.call("add_note", Map.of("note", "hi"))).status())
        .isEqualTo(403);
  }

  @Test
  void tells_of_a_resource_only_a_client_whose_token_may_read_it() {
    var session = McpSession.open(mcp);
    var watched = Map.of("uri", (Object) "test://watched-resource");
    assertThat(session.post(request(1, "resources/subscribe", watched)).status())
        .isEqualTo(200);
    String weak = McpEndpoint.tokenOf("other-client", "alice", "notes:read");
    var elsewhere = new McpSession(mcp, weak, session.id(), "2025-11-25");
    var change = McpEndpoint.call("test_trigger_resource_update", Map.of());
    try (var stream = elsewhere.listen()) {
      assertThat(stream.next().data()).isEmpty(); // the priming event
      session.post(change);
      assertThat(stream.isSilent()).isTrue();
    }
    try (var stream = session.listen()) {
      assertThat(stream.next().data()).isEmpty();
      session.post(change);
      assertThat(stream.message().getString("method")).isEqualTo("notifications/resources/updated");
    }
  }

  @Test
  void keeps_nothing_of_what_a_client_says_of_itself_but_what_it_can_do() {
    var notes = new JsonObject();
    IntStream.range(0, 5_000)
        .forEach(i -> notes.put("k" + i, new JsonObject().put("v", "x".repeat(100))));
    var initialize = request(
            1,
            "initialize",
            Map.of(
                "protocolVersion",
                "2025-11-25",
                "capabilities",
                new JsonObject().put("experimental", notes).put("sampling", new JsonObject())))
        .encode();
    String talker = token("talker", "mcp.read");
    assertThat(HeapSize.grownBy(() -> IntStream.range(0, 20)
            .forEach(i -> assertThat(mcp.post(talker, initialize).status()).isEqualTo(200))))
        .isLessThan(4 << 20);
  }

  @Test
  void is_nothing_without_a_token() {
    var session = McpSession.open(mcp);
    var bare = new McpSession(mcp, "", session.id(), "2025-11-25");
    assertThat(bare.post(PING).status()).isEqualTo(401);
    assertThat(bare.listen().status()).isEqualTo(401);
    assertThat(bare.end().status()).isEqualTo(401);
  }

  @Test
  void checks_the_scope_of_each_token_anew() {
    var session = McpSession.open(mcp);
    var weaker = new McpSession(mcp, token("alice", "mcp.read"), session.id(), "2025-11-25");
    assertThat(weaker.post(McpEndpoint.call("add_note", Map.of("note", "hi"))).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "00000000000000000000000000000000", "' or 1=1", "\u00e9"})
  void knows_none_that_it_never_gave_out(String id) {
    var session = new McpSession(mcp, token("alice", McpEndpoint.ALL), id, "2025-11-25");
    assertThat(session.post(PING).status()).isEqualTo(404);
  }

  @Test
  void refuses_two_at_once() {
    var session = McpSession.open(mcp);
    assertThat(mcp.post(PING, "Mcp-Session-Id", session.id(), "Mcp-Session-Id", session.id())
            .status())
        .isEqualTo(400);
  }

  @Test
  void has_an_id_that_nobody_guesses_and_no_client_chooses() {
    var one = McpSession.open(mcp);
    var other = McpSession.open(mcp);
    assertThat(one.id()).isNotEqualTo(other.id()).matches("[!-~]{32,}");
    var initialize = request(1, "initialize", Map.of("protocolVersion", "2025-11-25"));
    assertThat(mcp.post(initialize, "Mcp-Session-Id", "chosen").header("Mcp-Session-Id"))
        .isNotEmpty()
        .isNotEqualTo("chosen");
    assertThat(mcp.post(initialize, "Mcp-Session-Id", one.id()).header("Mcp-Session-Id"))
        .isNotEqualTo(one.id());
  }

  @Test
  void gives_none_where_initialize_is_refused() {
    assertThat(mcp.post(request(1, "initialize", Map.of())).header("Mcp-Session-Id"))
        .isEmpty();
  }

  @Test
  void ends_when_its_client_says_so() {
    var session = McpSession.open(mcp);
    try (var stream = session.listen()) {
      assertThat(session.end().status()).isEqualTo(204);
      assertThat(stream.next().data()).isEmpty(); // the priming event
      assertThat(stream.ends()).isTrue();
    }
    assertThat(session.post(PING).status()).isEqualTo(404);
    assertThat(session.end().status()).isEqualTo(404);
  }

  @Test
  void ends_when_nobody_uses_it() {
    var idle = McpSession.open(mcp);
    var used = McpSession.open(mcp);
    clock.advance(Duration.ofMinutes(20));
    assertThat(used.post(PING).status()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(20));
    assertThat(idle.post(PING).status()).isEqualTo(404);
    assertThat(used.post(PING).status()).isEqualTo(200);
  }

  @Test
  void lives_as_long_as_its_client_listens() {
    var session = McpSession.open(mcp, token("leo", "mcp.read"), "2025-11-25");
    try (var stream = session.listen()) {
      assertThat(stream.next().data()).isEmpty();
      clock.advance(Duration.ofHours(2));
      McpSession.open(mcp); // looks for those that nobody uses
      assertThat(session.post(PING).status()).isEqualTo(200);
    }
  }

  @Test
  void makes_room_by_the_longest_unused_of_the_same_user() {
    String crowd = token("crowd", "mcp.read");
    var bystander = McpSession.open(mcp);
    var first = McpSession.open(mcp, crowd, "2025-11-25");
    clock.advance(Duration.ofSeconds(1));
    var others = IntStream.range(0, 32)
        .mapToObj(i -> McpSession.open(mcp, crowd, "2025-11-25"))
        .toList();
    assertThat(first.post(PING).status()).isEqualTo(404);
    assertThat(others.get(31).post(PING).status()).isEqualTo(200);
    assertThat(bystander.post(PING).status()).isEqualTo(200);
  }

  @Test
  void makes_room_for_another_user_by_the_longest_unused_of_who_has_most() {
    var last = McpSession.open(small, token("ada", "mcp.read"), "2025-11-25");
    var greedy = IntStream.range(0, 5)
        .mapToObj(i -> {
          clock.advance(Duration.ofSeconds(1));
          String client = McpEndpoint.tokenOf("client-" + i, "greedy", "mcp.read");
          return McpSession.open(small, client, "2025-11-25");
        })
        .toList();
    var newcomer = McpSession.open(small, token("bea", "mcp.read"), "2025-11-25");
    assertThat(newcomer.post(PING).status()).isEqualTo(200);
    assertThat(last.post(PING).status()).isEqualTo(200);
    assertThat(greedy)
        .extracting(session -> session.post(PING).status())
        .containsExactly(404, 200, 200, 200, 200);
    var another = McpSession.open(small, greedy.get(0).token(), "2025-11-25");
    assertThat(greedy.get(1).post(PING).status()).isEqualTo(404);
    assertThat(another.post(PING).status()).isEqualTo(200);
    assertThat(newcomer.post(PING).status()).isEqualTo(200);
  }

  @Test
  void is_not_needed_by_a_client_that_never_initialized() {
    assertThat(mcp.post(McpEndpoint.call("whoami", Map.of())).text()).contains("alice");
    assertThat(mcp.post(request(1, "logging/setLevel", Map.of("level", "info"))).errorMessage())
        .contains("session");
  }

  @Test
  void is_not_named_by_an_empty_header() {
    var alice = token("alice", McpEndpoint.ALL);
    var reply = mcp.send(mcp.request("/mcp", alice)
        .header("Mcp-Session-Id", " ")
        .POST(BodyPublishers.ofString(PING.encode())));
    assertThat(reply.status()).isEqualTo(200);
    var listening =
        mcp.send(mcp.request("/mcp", alice).header("Mcp-Session-Id", "").GET());
    assertThat(listening.status()).isEqualTo(405);
  }

  @Test
  void means_nothing_to_the_stateless_revision() {
    var discover = request(
        1,
        "server/discover",
        Map.of(
            "_meta",
            new JsonObject()
                .put("io.modelcontextprotocol/protocolVersion", "2026-07-28")
                .put("io.modelcontextprotocol/clientCapabilities", new JsonObject())));
    var reply = mcp.post(
        discover,
        "MCP-Protocol-Version",
        "2026-07-28",
        "Mcp-Method",
        "server/discover",
        "Mcp-Session-Id",
        "nonsense");
    assertThat(reply.status()).isEqualTo(200);
  }
}
