package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tool-to-scope map, with tokens that were really granted: DESIGN "Tools". */
class ToolScopesTest {
  @RegisterExtension
  static final App app = App.started();

  @ParameterizedTest
  @CsvSource({
    "whoami, 200, 200, 200",
    "greet, 200, 403, 403",
    "echo, 200, 403, 403",
    "read_notes, 403, 200, 403",
    "add_note, 403, 403, 200",
    "admin_purge, 403, 403, 403"
  })
  void opens_each_tool_to_its_scope_alone(String tool, int mcpRead, int notesRead, int notesWrite) {
    assertThat(
            app.callTool(app.token("bob", "mcp.read"), tool, new JsonObject()).status())
        .isEqualTo(mcpRead);
    assertThat(
            app.callTool(app.token("bob", "notes:read"), tool, new JsonObject()).status())
        .isEqualTo(notesRead);
    assertThat(app.callTool(app.token("bob", "notes:write"), tool, new JsonObject())
            .status())
        .isEqualTo(notesWrite);
  }

  @Test
  void keeps_the_notes_of_one_person_from_another() {
    String bob = app.token("bob", "notes:read notes:write");
    String alice = app.token("alice", "notes:read notes:write admin:notes");
    app.callTool(alice, "add_note", new JsonObject().put("note", "alice's own"));
    var asked = new JsonObject().put("user_id", "alice");
    assertThat(app.callTool(bob, "read_notes", asked).status()).isEqualTo(403);
    assertThat(app.callTool(bob, "read_notes", new JsonObject()).body()).doesNotContain("alice");
    assertThat(app.callTool(alice, "read_notes", asked).body()).contains("alice's own");
  }

  @Test
  void gives_the_tokens_of_stdio_no_meaning() {
    assertThat(app.callTool("tok_writer", "whoami", new JsonObject()).status()).isEqualTo(401);
    var smuggled = new JsonObject().put("token", "tok_writer").put("note", "hi");
    String reader = app.token("bob", "notes:read");
    assertThat(app.callTool(reader, "add_note", smuggled).status()).isEqualTo(403);
  }
}
