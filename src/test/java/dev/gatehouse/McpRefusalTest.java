package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.call;
import static dev.gatehouse.McpEndpoint.request;
import static dev.gatehouse.McpEndpoint.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import dev.gatehouse.everything.ConformanceFixtures;
import dev.gatehouse.mcp.Offer;
import dev.gatehouse.mcp.era.ScopeRefusal;
import dev.gatehouse.mcp.era.ServerRules;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three ways to refuse a missing scope: by a challenge, by an error, and by not showing what it needs; for each kind, in both generations. */
class McpRefusalTest {
  @RegisterExtension
  static final McpEndpoint challenging = new McpEndpoint(McpRefusalTest::open)
      .with(ServerRules.DEFAULT.refusing(ScopeRefusal.CHALLENGE));

  @RegisterExtension
  static final McpEndpoint telling =
      new McpEndpoint(McpRefusalTest::open).with(ServerRules.DEFAULT.refusing(ScopeRefusal.ERROR));

  @RegisterExtension
  static final McpEndpoint hiding =
      new McpEndpoint(McpRefusalTest::open).with(ServerRules.DEFAULT.refusing(ScopeRefusal.HIDE));

  @RegisterExtension
  static final McpEndpoint hidingInPages = new McpEndpoint(McpRefusalTest::open)
      .with(ServerRules.DEFAULT.refusing(ScopeRefusal.HIDE).paging(1));

  private static final String READER = token("ray", "notes:read");

  private static void open(Offer offer) {
    new ConformanceFixtures().open(offer);
    new OneOfEach(() -> {
          throw new AssertionError("this must not run");
        })
        .open(offer);
  }

  @ParameterizedTest
  @EnumSource
  void challenges_with_the_scope_to_get(OneOfEach.Way way) {
    for (Reply reply : List.of(way.legacy(challenging, READER), way.modern(challenging, READER))) {
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.header("WWW-Authenticate"))
          .contains("insufficient_scope", "scope=\"notes:read vault:open\"");
      assertThat(reply.errorMessage()).contains("requires scope 'vault:open'");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tells_by_an_error_of_the_protocol_or_of_the_tool(OneOfEach.Way way) {
    for (Reply reply : List.of(way.legacy(telling, READER), way.modern(telling, READER))) {
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("WWW-Authenticate")).isEmpty();
      if (way == OneOfEach.Way.TOOL) {
        assertThat(reply.result().getBoolean("isError")).isTrue();
        assertThat(reply.text()).contains("requires scope 'vault:open'");
      } else {
        assertThat(reply.errorMessage()).contains("requires scope 'vault:open'");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void hides_that_there_is_anything(OneOfEach.Way way) {
    Reply legacy = way.legacy(hiding, READER);
    Reply modern = way.modern(hiding, READER);
    boolean read = way == OneOfEach.Way.RESOURCE || way == OneOfEach.Way.TEMPLATE;
    assertThat(legacy.errorCode()).isEqualTo(read ? -32002 : -32602);
    assertThat(modern.errorCode()).isEqualTo(-32602);
    for (Reply reply : List.of(legacy, modern)) {
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("WWW-Authenticate")).isEmpty();
      assertThat(reply.http().body()).doesNotContain("scope", "forbidden");
    }
  }

  @Test
  void gives_pages_without_gaps_where_some_are_hidden() {
    var names = new ArrayList<String>();
    var params = new JsonObject();
    do {
      JsonObject page =
          McpModern.of(hidingInPages).as(READER).post("tools/list", params).result();
      page.getJsonArray("tools").forEach(tool -> names.add(((JsonObject) tool).getString("name")));
      params.put("cursor", page.getString("nextCursor"));
    } while (params.getString("cursor") != null);
    assertThat(names).containsExactly("whoami", "read_notes");
    String hidden = Base64.getUrlEncoder().withoutPadding().encodeToString("vault".getBytes(UTF_8));
    String absent = Base64.getUrlEncoder().withoutPadding().encodeToString("valut".getBytes(UTF_8));
    var list = McpModern.of(hidingInPages).as(READER);
    assertThat(list.post("tools/list", new JsonObject().put("cursor", hidden))
            .http()
            .body())
        .isEqualTo(list.post("tools/list", new JsonObject().put("cursor", absent))
            .http()
            .body());
  }

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
