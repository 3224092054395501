package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.call;
import static dev.gatehouse.McpEndpoint.request;
import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import dev.gatehouse.everything.ConformanceFixtures;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP "Prompts", "Resources", "Completion" and "Pagination", in both generations. */
class McpFeaturesTest {
  @RegisterExtension
  static final McpEndpoint mcp =
      new McpEndpoint(new ConformanceFixtures()).with(ServerRules.DEFAULT.paging(4));

  private static final String STRANGER = token("nora", "notes:read");
  private final McpModern client = McpModern.of(mcp);

  @ParameterizedTest
  @CsvSource({
    "prompts/get, name, test_simple_prompt, prompt 'test_simple_prompt'",
    "resources/read, uri, test://static-text, resource 'test://static-text'",
    "resources/read, uri, test://template/1/data, resource 'test://template/1/data'"
  })
  void needs_the_scope(String method, String parameter, String name, String told) {
    Reply legacy =
        mcp.post(STRANGER, request(1, method, Map.of(parameter, name)).encode());
    assertThat(legacy.status()).isEqualTo(403);
    assertThat(legacy.errorMessage()).contains(told + " requires scope 'mcp.read'");
    assertThat(legacy.header("WWW-Authenticate")).contains("scope=\"notes:read mcp.read\"");
    assertThat(client
            .as(STRANGER)
            .post(method, new JsonObject().put(parameter, name))
            .status())
        .isEqualTo(403);
  }

  @Test
  void needs_the_scope_for_suggestions_too() {
    var complete = request(
        1,
        "completion/complete",
        Map.of(
            "ref",
            Map.of("type", "ref/prompt", "name", "test_prompt_with_arguments"),
            "argument",
            Map.of("name", "arg1", "value", "par")));
    assertThat(mcp.post(STRANGER, complete.encode()).status()).isEqualTo(403);
    assertThat(mcp.post(complete).result().getJsonObject("completion").encode())
        .isEqualTo("{\"values\":[\"paris\",\"park\",\"party\"],\"total\":3,\"hasMore\":false}");
  }

  @Test
  void suggests_in_the_stateless_revision() {
    var params = new JsonObject(
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"test_prompt_with_arguments\"},\"argument\":{\"name\":\"arg1\",\"value\":\"par\"}}");
    assertThat(client.post("completion/complete", params).result().getJsonObject("completion"))
        .isEqualTo(new JsonObject(
            "{\"values\":[\"paris\",\"park\",\"party\"],\"total\":3,\"hasMore\":false}"));
  }

  @Test
  void tells_both_generations_that_there_is_another_resource() {
    var session = McpSession.open(mcp);
    var wanted = new JsonObject("{\"notifications\":{\"resourcesListChanged\":true}}");
    try (var legacy = session.listen();
        var modern = client.stream("subscriptions/listen", wanted)) {
      assertThat(legacy.next().data()).isEmpty();
      assertThat(modern.message().getString("method"))
          .isEqualTo("notifications/subscriptions/acknowledged");
      new OneOfEach(() -> Future.succeededFuture(OneOfEach.GOLD)).open(mcp.offer);
      mcp.offer.removeResource(OneOfEach.ADDRESS);
      assertThat(modern.message().getString("method"))
          .isEqualTo("notifications/resources/list_changed");
      Eventually.until(
          "told",
          () ->
              legacy.message().getString("method").equals("notifications/resources/list_changed"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"nope\"},\"argument\":{\"name\":\"a\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"test_simple_prompt\"},\"argument\":{\"name\":\"a\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/tool\",\"name\":\"echo\"},\"argument\":{\"name\":\"a\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"test://nope/{id}\"},\"argument\":{\"name\":\"id\",\"value\":\"\"}}",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"test_prompt_with_arguments\"},\"argument\":{\"name\":\"arg1\",\"value\":7}}"
      })
  void refuses_to_complete_what_there_is_not(String params) {
    var message = request(1, "completion/complete", Map.of()).put("params", new JsonObject(params));
    assertThat(mcp.post(message).errorCode()).isEqualTo(-32602);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"nope\"}",
        "{\"name\":7}",
        "{\"name\":\"Test_simple_prompt\"}",
        "{\"name\":\"test_prompt_with_arguments\"}",
        "{\"name\":\"test_prompt_with_arguments\",\"arguments\":{\"arg1\":\"a\",\"arg2\":7}}",
        "{\"name\":\"test_simple_prompt\",\"arguments\":{\"extra\":\"a\"}}",
        "{\"name\":\"test_simple_prompt\",\"arguments\":[]}"
      })
  void refuses_a_prompt_that_is_not_there_or_not_filled_in(String params) {
    var message = request(1, "prompts/get", Map.of()).put("params", new JsonObject(params));
    assertThat(mcp.post(message).errorCode()).isEqualTo(-32602);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test://nope",
        "test://template//data",
        "test://template/a/b/data",
        "test://template/1/data/x",
        "test://static-text/../watched-resource",
        "TEST://static-text",
        "file:///etc/passwd"
      })
  void knows_a_resource_by_its_exact_address(String uri) {
    Reply legacy = mcp.post(request(1, "resources/read", Map.of("uri", uri)));
    assertThat(legacy.errorCode()).isEqualTo(-32002);
    Reply modern = client.post("resources/read", new JsonObject().put("uri", uri));
    assertThat(modern.json().getJsonObject("error").getJsonObject("data").getString("uri"))
        .isEqualTo(uri);
    assertThat(modern.errorCode()).isEqualTo(-32602);
  }

  @Test
  void decodes_the_variables_of_an_address() {
    Reply reply =
        mcp.post(request(1, "resources/read", Map.of("uri", "test://template/a%2F..%2Fb+c/data")));
    assertThat(reply.http().body()).contains("Data for ID: a/../b+c");
  }

  @Test
  void reads_text_and_bytes() {
    assertThat(client
            .post("resources/read", new JsonObject().put("uri", "test://static-text"))
            .result()
            .getString("cacheScope"))
        .isEqualTo("private");
    assertThat(mcp.post(request(1, "resources/read", Map.of("uri", "test://static-binary")))
            .result()
            .getJsonArray("contents")
            .getJsonObject(0)
            .getString("blob"))
        .startsWith("iVBOR");
  }

  @Test
  void gives_each_page_once() {
    List<String> names = new ArrayList<>();
    var params = new JsonObject();
    for (int page = 0; page < 20; page++) {
      JsonObject result = client.post("tools/list", params).result();
      result
          .getJsonArray("tools")
          .forEach(tool -> names.add(((JsonObject) tool).getString("name")));
      if (!result.containsKey("nextCursor")) {
        break;
      }
      assertThat(result.getJsonArray("tools")).hasSize(4);
      params.put("cursor", result.getString("nextCursor"));
    }
    assertThat(names)
        .doesNotHaveDuplicates()
        .hasSize(mcp.offer.features().tools().size())
        .startsWith("whoami");
    assertThat(client.post("tools/list", new JsonObject().put("cursor", "x")).errorCode())
        .isEqualTo(-32602);
    assertThat(mcp.post(request(1, "tools/list", Map.of("cursor", 7))).errorCode())
        .isEqualTo(-32602);
  }

  @ParameterizedTest
  @CsvSource({
    "Mcp-Param-Region, west, west, 200",
    "Mcp-Param-Region, =?base64?d2VzdA==?=, west, 200",
    "MCP-PARAM-REGION, west, west, 200",
    "Mcp-Param-Region, east, west, 400",
    "Mcp-Param-Region, =?base64?d2VzdA?=, west, 400",
    "Mcp-Param-Region, '', west, 400",
    "Mcp-Param-Region, west, '', 400"
  })
  void compares_the_arguments_that_headers_repeat(
      String header, String sent, String argument, int status) {
    var arguments =
        argument.isEmpty() ? new JsonObject() : new JsonObject().put("region", argument);
    var params = new JsonObject().put("name", "test_header_argument").put("arguments", arguments);
    Reply reply = client.post("tools/call", params, header, sent);
    assertThat(reply.status()).isEqualTo(status);
    if (status == 400) {
      assertThat(reply.errorCode()).isEqualTo(-32020);
    }
  }

  @Test
  void answers_batches_in_a_session_of_the_revision_that_has_them_alone() {
    var batch = "[" + request(1, "ping", Map.of()).encode() + ","
        + new JsonObject()
            .put("jsonrpc", "2.0")
            .put("method", "notifications/initialized")
            .encode()
        + "," + call("add_note", Map.of("note", "hi")).put("id", 2).encode() + "]";
    var reader = token("batcher", "notes:read");
    Reply answered = McpSession.open(mcp, reader, "2025-03-26").post(batch);
    assertThat(answered.status()).isEqualTo(200);
    var answers = new JsonArray(answered.http().body());
    assertThat(answers).hasSize(2);
    assertThat(answers.getJsonObject(0).getInteger("id")).isEqualTo(1);
    assertThat(answers.getJsonObject(1).getJsonObject("error").getString("message"))
        .contains("403 forbidden: tool 'add_note'");
    assertThat(mcp.notes.of("batcher")).isEmpty();
    for (String version : List.of("2024-11-05", "2025-06-18", "2025-11-25")) {
      assertThat(McpSession.open(mcp, reader, version).post(batch).status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "[1]", "[[]]", "[{}]", "[", "[{\"jsonrpc\":\"2.0\",\"jsonrpc\":\"2.0\"}]"})
  void refuses_what_is_no_batch(String body) {
    assertThat(McpSession.open(mcp, STRANGER, "2025-03-26").post(body).status()).isEqualTo(400);
  }

  @Test
  void opens_no_session_within_a_batch() {
    var body =
        "[" + request(1, "initialize", Map.of("protocolVersion", "2025-03-26")).encode() + "]";
    Reply reply = McpSession.open(mcp, STRANGER, "2025-03-26").post(body);
    assertThat(reply.http().body()).contains("must not be part of a batch");
    assertThat(reply.header("Mcp-Session-Id")).isEmpty();
  }
}
