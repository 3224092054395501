package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.call;
import static dev.gatehouse.McpEndpoint.request;
import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import dev.gatehouse.everything.Everything;
import dev.gatehouse.mcp.era.Refusal;
import dev.gatehouse.mcp.era.ServerRules;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The other two ways to refuse a missing scope: by an error, and by not showing what it needs. */
class McpRefusalTest {
  @RegisterExtension
  static final McpEndpoint telling =
      new McpEndpoint(new Everything()).with(ServerRules.DEFAULT.refusing(Refusal.ERROR));

  @RegisterExtension
  static final McpEndpoint hiding =
      new McpEndpoint(new Everything()).with(ServerRules.DEFAULT.refusing(Refusal.HIDE));

  private static final String READER = token("ray", "notes:read");

  @Test
  void tells_by_an_error_and_runs_nothing() {
    Reply reply = telling.post(READER, call("add_note", Map.of("note", "hi")).encode());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.result().getBoolean("isError")).isTrue();
    assertThat(reply.text())
        .contains("403 forbidden: tool 'add_note' requires scope 'notes:write'");
    assertThat(reply.header("WWW-Authenticate")).isEmpty();
    assertThat(telling.notes.of("ray")).isEmpty();
    Reply prompt = telling.post(
        READER, request(1, "prompts/get", Map.of("name", "test_simple_prompt")).encode());
    assertThat(prompt.status()).isEqualTo(200);
    assertThat(prompt.errorMessage()).contains("requires scope 'mcp.read'");
  }

  @Test
  void hides_what_the_token_does_not_reach() {
    Reply tools = hiding.post(READER, request(1, "tools/list", Map.of()).encode());
    assertThat(tools.http().body()).contains("read_notes").doesNotContain("add_note");
    Reply prompts = hiding.post(READER, request(1, "prompts/list", Map.of()).encode());
    assertThat(prompts.result().getJsonArray("prompts")).isEmpty();
    Reply resources = hiding.post(READER, request(1, "resources/list", Map.of()).encode());
    assertThat(resources.result().getJsonArray("resources")).isEmpty();
    Reply templates =
        hiding.post(READER, request(1, "resources/templates/list", Map.of()).encode());
    assertThat(templates.result().getJsonArray("resourceTemplates")).isEmpty();
    assertThat(hiding.post(request(1, "tools/list", Map.of())).http().body()).contains("add_note");
  }

  @Test
  void answers_for_what_is_hidden_as_for_what_is_not_there() {
    Reply hidden = hiding.post(READER, call("add_note", Map.of("note", "hi")).encode());
    Reply missing = hiding.post(READER, call("add_nope", Map.of("note", "hi")).encode());
    assertThat(hidden.status()).isEqualTo(200);
    assertThat(hidden.errorMessage().replace("add_note", "add_nope"))
        .isEqualTo(missing.errorMessage());
    assertThat(hiding.notes.of("ray")).isEmpty();
    assertThat(hiding
            .post(
                READER,
                request(1, "resources/read", Map.of("uri", "test://static-text"))
                    .encode())
            .errorCode())
        .isEqualTo(-32002);
    assertThat(hiding
            .post(
                READER,
                request(1, "prompts/get", Map.of("name", "test_simple_prompt")).encode())
            .errorMessage())
        .contains("unknown prompt");
  }

  @Test
  void lets_no_shared_cache_keep_what_differs_between_callers() {
    JsonObject hidden =
        McpModern.of(hiding).post("tools/list", new JsonObject()).result();
    assertThat(hidden.getString("cacheScope")).isEqualTo("private");
    JsonObject open = McpModern.of(telling).post("tools/list", new JsonObject()).result();
    assertThat(open.getString("cacheScope")).isEqualTo("public");
  }
}
