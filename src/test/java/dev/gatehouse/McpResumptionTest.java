package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.call;
import static dev.gatehouse.McpEndpoint.request;
import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.everything.ConformanceFixtures;
import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.resourceserver.transport.StreamRules;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP 2025-11-25 "Resumability and Redelivery" and "Listening for Messages from the Server": streams, and who may go on with them. */
class McpResumptionTest {
  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(offer -> {
        new ConformanceFixtures().open(offer);
        offer.add(new Talking());
      })
      .with(ServerRules.DEFAULT)
      .with(StreamRules.DEFAULT.beating(Duration.ofMillis(100)));

  private static final JsonObject PROGRESS = request(
      1,
      "tools/call",
      Map.of(
          "name",
          "test_tool_with_progress",
          "_meta",
          new JsonObject().put("progressToken", "p-1")));

  @Test
  void replays_nothing_of_another_session() {
    var mine = McpSession.open(mcp);
    String seen;
    try (var stream = mine.stream(PROGRESS)) {
      seen = stream.next().id();
      assertThat(stream.message().getString("method")).isEqualTo("notifications/progress");
    }
    var alsoMine = McpSession.open(mcp);
    assertThat(alsoMine.resume(seen).status()).isEqualTo(400);
    var theirs = McpSession.open(mcp, token("mallory", McpEndpoint.ALL), "2025-11-25");
    assertThat(theirs.resume(seen).status()).isEqualTo(400);
    var stolen = new McpSession(mcp, theirs.token(), mine.id(), "2025-11-25");
    assertThat(stolen.resume(seen).status()).isEqualTo(404);
  }

  @Test
  void replays_no_answer_to_a_token_that_could_not_have_asked() {
    var session = McpSession.open(mcp);
    String seen;
    try (var stream = session.stream(PROGRESS)) {
      seen = stream.next().id();
      stream.message();
    }
    String narrow = token("alice", "notes:read");
    var weaker = new McpSession(mcp, narrow, session.id(), "2025-11-25").resume(seen);
    assertThat(weaker.status()).isEqualTo(403);
    assertThat(weaker.header("WWW-Authenticate"))
        .contains("error=\"insufficient_scope\"", "mcp.read");
    try (var again = session.resume(seen)) {
      assertThat(again.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.99", "2026-07-28x", ""})
  void refuses_a_version_that_it_does_not_speak(String version) {
    var session = McpSession.open(mcp);
    var other = new McpSession(mcp, session.token(), session.id(), version);
    int expected = version.isEmpty() ? 200 : 400;
    assertThat(other.listen().status()).isEqualTo(expected);
    assertThat(other.end().status()).isEqualTo(version.isEmpty() ? 204 : 400);
  }

  @Test
  void serves_no_stream_to_the_revision_that_has_none() {
    var session = McpSession.open(mcp);
    var modern = new McpSession(mcp, session.token(), session.id(), "2026-07-28");
    assertThat(modern.listen().status()).isEqualTo(405);
    assertThat(modern.end().status()).isEqualTo(405);
    assertThat(session.end().status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "zzz.1", "1", "1.", ".1", "1.-1", "1.1.1", "1.1", "1.99999999999999999999"})
  void refuses_an_event_that_it_never_sent(String lastSeen) {
    assertThat(McpSession.open(mcp).resume(lastSeen).status()).isEqualTo(400);
  }

  @Test // RFC 8259 §6: JSON has one kind of number
  void reports_progress_to_a_token_however_its_number_is_spelled() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(PROGRESS.encode().replace("\"p-1\"", "7E1"))) {
      assertThat(stream.message().getJsonObject("params").getInteger("progressToken"))
          .isEqualTo(70);
    }
  }

  @Test
  void goes_on_after_the_last_event_that_was_seen() {
    var session = McpSession.open(mcp);
    String seen;
    try (var stream = session.stream(PROGRESS)) {
      var primer = stream.next();
      assertThat(primer.data()).isEmpty();
      assertThat(primer.retry()).isEmpty(); // the Java SDK up to 2.0 gives up on it
      var first = stream.next();
      assertThat(first.params().getInteger("progress")).isZero();
      seen = first.id();
    }
    try (var again = session.resume(seen)) {
      assertThat(again.next().params().getInteger("progress")).isEqualTo(50);
      assertThat(again.next().params().getInteger("progress")).isEqualTo(100);
      assertThat(again.next().json().getInteger("id")).isEqualTo(1);
      assertThat(again.ends()).isTrue();
    }
    try (var afterwards = session.resume(seen)) {
      assertThat(afterwards.next().params().getInteger("progress")).isEqualTo(50);
    }
  }

  @Test
  void keeps_the_last_events_of_a_stream_and_no_more() {
    var session = McpSession.open(mcp);
    String seen;
    try (var stream = session.stream(request(
        1,
        "tools/call",
        Map.of("name", "talking", "_meta", new JsonObject().put("progressToken", 1))))) {
      seen = stream.next().id();
      while (!stream.next().data().contains("result")) {
        // all of them came
      }
    }
    try (var again = session.resume(seen)) {
      assertThat(again.next().params().getInteger("progress")).isEqualTo(46);
      int events = 1;
      while (!again.next().data().contains("result")) {
        events++;
      }
      assertThat(events + 1).isEqualTo(256);
      assertThat(again.ends()).isTrue();
    }
  }

  @Test
  void answers_a_client_that_comes_back_for_it() {
    var session = McpSession.open(mcp);
    String seen;
    try (var stream = session.stream(call("test_reconnection", Map.of()))) {
      assertThat(stream.next().retry()).isEmpty();
      var last = stream.next();
      assertThat(last.data()).isEmpty();
      assertThat(last.retry()).isEqualTo("1000");
      seen = last.id();
      assertThat(stream.ends()).isTrue();
    }
    try (var again = session.resume(seen)) {
      assertThat(again.message().getJsonObject("result").encode()).contains("completed");
    }
  }

  @Test
  void sends_no_empty_event_to_clients_that_stumble_over_it() {
    var session = McpSession.open(mcp, token("alice", McpEndpoint.ALL), "2025-06-18");
    try (var stream = session.stream(PROGRESS)) {
      assertThat(stream.next().method()).isEqualTo("notifications/progress");
    }
  }

  @Test
  void tells_a_session_of_changes_on_its_one_open_stream() {
    var session = McpSession.open(mcp);
    try (var old = session.listen();
        var stream = session.listen()) {
      assertThat(old.next().data()).isEmpty();
      assertThat(old.ends()).isTrue();
      assertThat(stream.next().data()).isEmpty();
      session.post(call("test_trigger_tool_change", Map.of()));
      assertThat(stream.message().getString("method"))
          .isEqualTo("notifications/tools/list_changed");
      session.post(call("test_trigger_tool_change", Map.of()));
      session.post(request(2, "resources/subscribe", Map.of("uri", "test://watched-resource")));
      session.post(call("test_trigger_resource_update", Map.of()));
      stream.message();
      assertThat(stream.message().getJsonObject("params").getString("uri"))
          .isEqualTo("test://watched-resource");
      session.post(request(3, "resources/unsubscribe", Map.of("uri", "test://watched-resource")));
      session.post(call("test_trigger_resource_update", Map.of()));
      assertThat(stream.isSilent()).isTrue();
    }
  }

  @Test
  void keeps_what_is_said_while_nobody_listens() {
    var session = McpSession.open(mcp);
    String seen;
    try (var stream = session.listen()) {
      seen = stream.next().id();
    }
    session.post(call("test_trigger_prompt_change", Map.of()));
    try (var again = session.resume(seen)) {
      assertThat(again.message().getString("method"))
          .isEqualTo("notifications/prompts/list_changed");
    }
    session.post(call("test_trigger_prompt_change", Map.of()));
  }

  @Test
  void refuses_a_subscription_without_the_scope() {
    var session = McpSession.open(mcp, token("nora", "notes:read"), "2025-11-25");
    var reply =
        session.post(request(2, "resources/subscribe", Map.of("uri", "test://watched-resource")));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.errorMessage()).contains("resource 'test://watched-resource' requires scope");
  }

  @Test
  void wants_to_be_allowed_to_stream() {
    var session = McpSession.open(mcp);
    var reply = mcp.send(mcp.request("/mcp", session.token(), "Mcp-Session-Id", session.id())
        .header("Accept", "application/json")
        .GET());
    assertThat(reply.status()).isEqualTo(406);
  }

  @Test
  void ends_a_stream_whose_token_ends_and_not_its_session() {
    var session = McpSession.open(mcp, token("ella", "mcp.read"), "2025-11-25");
    var brief = new McpSession(mcp, token("ella", "mcp.read|300"), session.id(), "2025-11-25");
    try (var stream = brief.listen()) {
      assertThat(stream.next().data()).isEmpty();
      assertThat(stream.ends()).isTrue();
    }
    assertThat(session.post(request(1, "ping", Map.of())).status()).isEqualTo(200);
  }

  @Test
  void ends_a_stream_whose_token_is_revoked() {
    var session = McpSession.open(mcp, token("rosa", "mcp.read"), "2025-11-25");
    try (var stream = session.listen()) {
      assertThat(stream.next().data()).isEmpty();
      mcp.revoked.add("rosa");
      assertThat(stream.ends()).isTrue();
    }
  }

  /** Reports three hundred times. */
  private record Talking() implements Tool {
    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of("talking", "Talking", "Reports progress very often.");
    }

    @Override
    public Future<ToolResult> call(JsonObject arguments, Caller caller) {
      for (int i = 1; i <= 300; i++) {
        caller.progress(i, 300, "");
      }
      return Future.succeededFuture(ToolResult.text("said"));
    }
  }
}
