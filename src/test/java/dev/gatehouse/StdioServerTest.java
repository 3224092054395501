package dev.gatehouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.mcp.server.McpServer;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.stdio.DemoTokens;
import dev.gatehouse.stdio.StdioServer;
import dev.gatehouse.stdio.TokenOffer;
import dev.gatehouse.tools.DemoTools;
import dev.gatehouse.tools.NoteAccess;
import dev.gatehouse.tools.Notes;
import dev.gatehouse.wiring.ToolSets;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stdio transport, and the session that the lab "scoped auth" prints. */
class StdioServerTest {
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"curl\",\"version\":\"0\"}}}";
  private static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
  private static final String ADD_NOTE =
      "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"add_note\",\"arguments\":{\"token\":\"tok_reader\",\"user_id\":\"ray\",\"note\":\"hi\"}}}";

  private static final Vertx vertx = Vertx.vertx();
  private final Notes notes = new Notes();

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void refuses_a_write_with_the_token_of_a_reader() {
    var answers = session(INITIALIZE, INITIALIZED, ADD_NOTE);
    assertThat(answers).hasSize(2);
    assertThat(answers.get(0).getInteger("id")).isEqualTo(1);
    assertThat(answers.get(0).getJsonObject("result").getString("protocolVersion"))
        .isEqualTo("2025-06-18");
    assertThat(answers.get(1).encode())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32602,\"message\":\"403 forbidden: tool 'add_note' requires scope 'notes:write'; token scopes are ['notes:read']\"}}");
    assertThat(notes.of("ray")).isEmpty();
  }

  @Test
  void lets_the_same_call_pass_with_the_token_of_a_writer() {
    var answers = session(INITIALIZE, INITIALIZED, ADD_NOTE.replace("tok_reader", "tok_writer"));
    assertThat(text(answers.get(1))).isEqualTo("stored note for ray");
    assertThat(notes.of("ray")).containsExactly("hi");
  }

  @Test
  void reads_what_the_lab_prints_for_someone_without_notes() {
    var call = ADD_NOTE.replace("add_note", "read_notes").replace(",\"note\":\"hi\"", "");
    assertThat(text(session(call).get(0))).isEqualTo("(notes for ray)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"tok_admin\"", "\"\"", "null", "7", "[\"tok_writer\"]", "\"TOK_WRITER\""})
  void gives_no_scopes_to_an_unknown_token(String token) {
    var call = ADD_NOTE.replace("\"tok_reader\"", token);
    assertThat(session(call).get(0).getJsonObject("error").getString("message"))
        .endsWith("token scopes are []");
    var whoami = session(
        call.replace("add_note", "whoami").replace(",\"user_id\":\"ray\",\"note\":\"hi\"", ""));
    assertThat(whoami.get(0).getJsonObject("result").getBoolean("isError")).isTrue();
  }

  @Test
  void refuses_purging_to_both_tokens() {
    var call = ADD_NOTE.replace("add_note", "admin_purge");
    assertThat(session(call, call.replace("tok_reader", "tok_writer")))
        .allSatisfy(answer -> assertThat(answer.getJsonObject("error").getString("message"))
            .contains("requires scope 'admin:notes'"));
  }

  @Test
  void lets_whoever_started_it_use_the_plain_tools() {
    var echo = call("echo", "{\"message\":\"ab\",\"repeat_count\":2}");
    assertThat(text(session(echo).get(0))).isEqualTo("abab");
    assertThat(text(session(call("whoami", "{}")).get(0))).startsWith("you are local");
    assertThat(session(call("read_notes", "{}")).get(0).getJsonObject("error").getString("message"))
        .contains("403 forbidden");
  }

  @Test
  void offers_the_token_as_an_argument_of_each_tool() {
    var tools = session("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
        .get(0)
        .getJsonObject("result")
        .getJsonArray("tools");
    assertThat(tools)
        .hasSize(6)
        .allSatisfy(tool -> assertThat(((JsonObject) tool)
                .getJsonObject("inputSchema")
                .getJsonObject("properties")
                .getJsonObject("token")
                .getString("description"))
            .contains("tok_reader", "tok_writer"));
  }

  @Test
  void answers_nothing_to_notifications_and_blank_lines() {
    assertThat(session("", "  ", INITIALIZED, "\r", ADD_NOTE.replace("\"id\":2,", "")))
        .isEmpty();
    assertThat(notes.of("ray")).isEmpty();
  }

  @Test
  void goes_on_after_a_line_that_is_no_message() {
    var answers = session("{", "x".repeat(2 << 20), "[]", INITIALIZE);
    assertThat(answers).hasSize(4);
    assertThat(answers.get(0).getJsonObject("error").getInteger("code")).isEqualTo(-32700);
    assertThat(answers.get(1).getJsonObject("error").getString("message")).contains("1048576");
    assertThat(answers.get(3).containsKey("result")).isTrue();
  }

  @Test
  void answers_the_last_line_without_an_end() throws IOException {
    assertThat(run(INITIALIZE.getBytes(UTF_8))).hasSize(1);
  }

  @Test
  void serves_the_stateless_revision_without_headers() {
    var discover =
        "{\"jsonrpc\":\"2.0\",\"id\":\"d\",\"method\":\"server/discover\",\"params\":{\"_meta\":{"
            + "\"io.modelcontextprotocol/protocolVersion\":\"%s\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
    var answers = session(discover.formatted("2026-07-28"), discover.formatted("2099-01-01"));
    assertThat(answers.get(0).getJsonObject("result").getString("resultType"))
        .isEqualTo("complete");
    assertThat(answers.get(1).getJsonObject("error").getInteger("code")).isEqualTo(-32022);
  }

  @Test
  void answers_in_the_order_of_the_requests() {
    var lines = Stream.iterate(1, id -> id + 1)
        .limit(500)
        .map(id -> call("whoami", "{}").replace("\"id\":3", "\"id\":" + id))
        .toArray(String[]::new);
    assertThat(session(lines))
        .extracting(answer -> answer.getInteger("id"))
        .isSorted()
        .hasSize(500);
  }

  private static String call(String tool, String arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
        + "\",\"arguments\":" + arguments + "}}";
  }

  private static String text(JsonObject answer) {
    return answer
        .getJsonObject("result")
        .getJsonArray("content")
        .getJsonObject(0)
        .getString("text");
  }

  private List<JsonObject> session(String... lines) {
    try {
      return run((String.join("\n", lines) + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<JsonObject> run(byte[] input) throws IOException {
    var offer = new LiveOffer();
    DemoTools.with(notes, NoteAccess.ANYONE).forEach(new TokenOffer(offer)::add);
    var server = new McpServer(
        vertx,
        new ServerInfo("gatehouse", "Gatehouse", "test", ""),
        offer,
        ServerRules.DEFAULT,
        ToolSets.states(new Secrets(new SecureRandom()), Clock.systemUTC()));
    var out = new ByteArrayOutputStream();
    new StdioServer(new ByteArrayInputStream(input), out, server, DemoTokens::principalOf)
        .run(vertx);
    return out.toString(UTF_8).lines().map(JsonObject::new).toList();
  }
}
