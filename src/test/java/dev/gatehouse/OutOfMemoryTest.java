package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jar;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A heap that is exhausted ends the program, so that it is restarted: here by a tool that keeps too much. */
class OutOfMemoryTest {
  private static final String TOOL = """
      package mine;

      import dev.gatehouse.mcp.*; import dev.gatehouse.mcp.caller.Caller;
      import io.vertx.core.Future;
      import io.vertx.core.json.JsonObject;

      public class Hoard implements Tool {
        private static final java.util.List<Object> ALL = new java.util.ArrayList<>();

        public ToolDescriptor descriptor() {
          return ToolDescriptor.of("hoard", "Hoard", "Keeps too much.").behind("notes:write");
        }
        public Future<ToolResult> call(JsonObject arguments, Caller caller) {
          %s
        }

        private static void fill() {
          for (int size = 64 << 20; size > 512; size /= 2) {
            try {
              while (true) {
                ALL.add(new byte[size]);
              }
            } catch (OutOfMemoryError smaller) {
              // goes on with less
            }
          }
        }
      }
      """;

  @TempDir
  private Path directory;

  @ParameterizedTest
  @CsvSource({
    "which a tool throws, while (true) ALL.add(new byte[1 << 20]);",
    "which ends a thread, new Thread(() -> { while (true) ALL.add(new byte[1 << 20]); }).start();"
        + " return Future.succeededFuture(ToolResult.text(\"begun\"));",
    "which a tool catches and forgets, fill(); return Future.succeededFuture(ToolResult.text(\"ok\"));"
  })
  void ends_the_program_with_3_and_one_line(String how, String body) {
    Path jar = Jar.of(
        directory,
        Map.of("mine.Hoard", TOOL.formatted(body)),
        Map.of(Tool.class.getName(), "mine.Hoard"));
    var settings = SettingsBuilder.settingsOnFreePorts();
    String issuer = settings.authServer().issuer();
    String mcp = settings.resourceServer().resource();
    try (var program = Launched.with(
        jar.toString(),
        directory,
        Map.of("JAVA_TOOL_OPTIONS", "-Xmx160m"),
        "--issuer",
        issuer,
        "--resource-url",
        settings.resourceServer().origin())) {
      program.outputUntil("Stop with");
      String token =
          TestClient.register(issuer, mcp).tokens("bob", "notes:write").getString("access_token");
      hoard(mcp, token);
      assertThat(program.exitCode()).as(how).isEqualTo(3);
      assertThat(program.errors()).as(how).contains("gatehouse: out of memory");
    }
  }

  // There may be no answer.
  private static void hoard(String mcp, String token) {
    var call = new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", 1)
        .put("method", "tools/call")
        .put("params", new JsonObject().put("name", "hoard"));
    try {
      Http.postJson(mcp, call.encode(), "Authorization", "Bearer " + token);
    } catch (RuntimeException | AssertionError noAnswer) {
      assertThat(noAnswer).isNotNull();
    }
  }
}
