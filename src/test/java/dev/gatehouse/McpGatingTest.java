package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import dev.gatehouse.mcp.era.ServerRules;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What someone tries whose token lacks the scope: whatever the message looks like, nothing behind the scope runs. */
class McpGatingTest {
  private static final AtomicInteger runs = new AtomicInteger();

  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(new OneOfEach(() -> {
        runs.incrementAndGet();
        return Future.succeededFuture(OneOfEach.GOLD);
      }))
      .with(ServerRules.DEFAULT);

  private static final String HOLDER = token("holder", "mcp.read " + OneOfEach.SCOPE);
  private static final String MALLORY = token("mallory", "mcp.read");
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  @BeforeEach
  void nothing_has_run() {
    runs.set(0);
  }

  @ParameterizedTest
  @EnumSource
  void runs_for_who_holds_the_scope_and_for_nobody_else(OneOfEach.Way way) {
    assertThat(way.legacy(mcp, MALLORY).status()).isEqualTo(403);
    assertThat(way.modern(mcp, MALLORY).status()).isEqualTo(403);
    assertThat(runs).hasValue(0);
    assertThat(way.legacy(mcp, HOLDER).http().body()).contains(OneOfEach.GOLD);
    assertThat(way.modern(mcp, HOLDER).http().body()).contains(OneOfEach.GOLD);
    assertThat(runs).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'jsonrpc':'2.0','method':'tools/call','params':{'name':'vault'}}",
        "{'jsonrpc':'2.0','id':null,'method':'tools/call','params':{'name':'vault'}}",
        "[{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'vault'}}]",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'vault','name':'whoami'}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'whoami','name':'vault'}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'whoami','na\\u006de':'vault'}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/list','method':'tools/call','params':{'name':'vault'}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'whoami'},'params':{'name':'vault'}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'VAULT'}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'Name':'vault'}}",
        "{'jsonrpc':'2.0','id':1,'method':'Tools/Call','params':{'name':'vault'}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':' vault'}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'v\\u0430ult'}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':['vault']}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'vault','_meta':{'scope':'vault:open'}}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'vault','arguments':{'scope':'vault:open'}}}",
        "{'jsonrpc':'2.0','id':1,'method':'tools/call','scope':'vault:open','params':{'name':'vault'}}",
        "{'jsonrpc':'2.0','id':1,'method':'resources/read','params':{'uri':'VAULT://gold'}}",
        "{'jsonrpc':'2.0','id':1,'method':'resources/read','params':{'uri':'vault://gold#x'}}",
        "{'jsonrpc':'2.0','id':1,'method':'resources/read','params':{'uri':'vault://box/../gold'}}",
        "{'jsonrpc':'2.0','id':1,'method':'resources/read','params':{'uri':'vault://box/%2e%2e%2fgold'}}",
        "{'jsonrpc':'2.0','id':1,'method':'resources/subscribe','params':{'uri':'vault://gold'}}",
        "{'jsonrpc':'2.0','id':1,'result':{'name':'vault'}}",
      })
  void runs_nothing_in_any_generation(String template) {
    String body = template.replace('\'', '"');
    String modern = body.replace("\"params\":{", "\"params\":{" + META + ",");
    String method = body.contains("resources/read") ? "resources/read" : "tools/call";
    for (String name : new String[] {"vault", "whoami", "vault://gold"}) {
      assertNothing(mcp.post(
          MALLORY,
          modern,
          "MCP-Protocol-Version",
          "2026-07-28",
          "Mcp-Method",
          method,
          "Mcp-Name",
          name));
    }
    assertNothing(mcp.post(MALLORY, body));
    for (String version : new String[] {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"}) {
      assertNothing(mcp.post(MALLORY, body, "MCP-Protocol-Version", version));
      assertNothing(McpSession.open(mcp, MALLORY, version).post(body));
    }
    assertThat(runs).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "tools/call, whoami",
    "tools/list, vault",
    "tools/list, whoami",
    "tools/call, =?base64?d2hvYW1p?=",
    "TOOLS/CALL, vault",
    "'', ''"
  })
  void believes_no_header_that_says_something_else(String method, String name) {
    String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{" + META
        + ",\"name\":\"vault\"}}";
    for (String token : new String[] {MALLORY, HOLDER}) {
      Reply reply = mcp.post(
          token,
          body,
          "MCP-Protocol-Version",
          "2026-07-28",
          "Mcp-Method",
          method,
          "Mcp-Name",
          name);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.errorCode()).isEqualTo(-32020);
    }
    assertThat(runs).hasValue(0);
  }

  @Test
  void lends_nobody_the_session_of_another_user() {
    var rich = McpSession.open(mcp, HOLDER, "2025-11-25");
    var thief = new McpSession(mcp, MALLORY, rich.id(), "2025-11-25");
    assertThat(thief.post(McpEndpoint.call("vault", Map.of())).status()).isEqualTo(404);
    assertThat(McpModern.of(mcp)
            .as(MALLORY)
            .post("tools/call", new JsonObject().put("name", "vault"), "Mcp-Session-Id", rich.id())
            .status())
        .isEqualTo(403);
    assertThat(runs).hasValue(0);
  }

  @Test
  void answers_each_message_of_a_batch_for_itself() {
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\"}}";
    String batch = "[" + call.formatted(1, "whoami") + "," + call.formatted(2, "vault") + "]";
    Reply reply = McpSession.open(mcp, MALLORY, "2025-03-26").post(batch);
    assertThat(reply.http().body())
        .contains("you are mallory", "403 forbidden: tool 'vault'")
        .doesNotContain(OneOfEach.GOLD);
    assertThat(runs).hasValue(0);
  }

  private static void assertNothing(Reply reply) {
    assertThat(reply.http().body()).doesNotContain(OneOfEach.GOLD);
    assertThat(runs).hasValue(0);
  }
}
