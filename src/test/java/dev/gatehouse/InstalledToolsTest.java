package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.Toolbox;
import dev.gatehouse.mcp.registry.UnusableJarException;
import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jar;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools in a jar of one's own, named in {@code META-INF/services}: a real jar, before and behind a real start. */
class InstalledToolsTest {
  private static final String TOOL = """
      package mine;

      import dev.gatehouse.mcp.*; import dev.gatehouse.mcp.caller.Caller;
      import io.vertx.core.Future;
      import io.vertx.core.json.JsonObject;

      %s class Shout implements Tool {
        %s
        public ToolDescriptor descriptor() {
          %s
        }
        public Future<ToolResult> call(JsonObject arguments, Caller caller) {
          return Future.succeededFuture(ToolResult.text(caller.subject().toUpperCase()));
        }
      }
      """;
  private static final String FINE =
      "return ToolDescriptor.of(\"shout\", \"Shout\", \"Shouts.\").behind(\"notes:write\");";
  private static final String BOX = """
      package mine;

      public class Box implements dev.gatehouse.mcp.Toolbox {
        public void open(dev.gatehouse.mcp.Offer offer) {
          %s
        }
      }
      """;

  @TempDir
  private Path directory;

  @Test
  void serves_a_tool_and_a_toolbox_behind_their_scopes() throws Exception {
    Path jar = Jar.of(
        directory,
        Map.of(
            "mine.Shout",
            TOOL.formatted("public", "", FINE),
            "mine.Box",
            BOX.formatted("offer.add(new mine.Whisper());"),
            "mine.Whisper",
            TOOL.formatted("public", "", FINE.replace("shout", "whisper"))
                .replace("class Shout", "class Whisper")),
        Map.of(Tool.class.getName(), "mine.Shout", Toolbox.class.getName(), "mine.Box"));
    var settings = SettingsBuilder.settingsOnFreePorts();
    String issuer = settings.authServer().issuer();
    String mcp = settings.resourceServer().resource();
    try (var program = Launched.with(
        jar.toString(),
        directory,
        Map.of(),
        "--issuer",
        issuer,
        "--resource-url",
        settings.resourceServer().origin())) {
      program.outputUntil("Stop with");
      var client = TestClient.register(issuer, mcp);
      String writer = client.tokens("bob", "notes:write").getString("access_token");
      String reader = client.tokens("bob", "notes:read").getString("access_token");
      assertThat(call(mcp, writer, "shout").body()).contains("BOB");
      assertThat(call(mcp, writer, "whisper").body()).contains("BOB");
      assertThat(call(mcp, reader, "shout").status()).isEqualTo(403);
      assertThat(call(mcp, reader, "whisper").status()).isEqualTo(403);
    }
  }

  @Test
  void serves_it_on_stdio() {
    Path jar = jar("public", "", FINE);
    try (var program = Launched.with(jar.toString(), directory, Map.of(), "stdio")) {
      program.input(message("shout", new JsonObject().put("token", "tok_writer")) + "\n");
      assertThat(program.output()).contains("MICH");
    }
  }

  @ParameterizedTest
  @CsvSource({"serve", "stdio"})
  void ends_the_start_with_2_and_one_line(String command) {
    Path jar =
        jar("public", "public Shout() { throw new IllegalStateException(\"no disk\"); }", FINE);
    try (var program = Launched.with(jar.toString(), directory, Map.of(), command)) {
      assertThat(program.exitCode()).isEqualTo(2);
      assertThat(program.errors())
          .startsWith("gatehouse: META-INF/services/dev.gatehouse.mcp.Tool in a jar")
          .contains(
              "mine.Shout could not be instantiated",
              "java.lang.IllegalStateException: no disk at mine.Shout.<init>(Shout.java:8)")
          .hasLineCount(1);
      assertThat(program.output()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mine.Absent, mine.Absent not found; name public classes",
    "mine.Plain, mine.Plain not a subtype; name public classes",
    "not a name, Illegal",
  })
  void names_what_is_wrong_in_the_file(String listed, String said) throws IOException {
    Path jar = Jar.of(
        directory,
        Map.of("mine.Plain", "package mine; public class Plain {}"),
        Map.of(Tool.class.getName(), listed));
    assertThatStartWith(jar).hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | '' | return null; | mine.Shout",
        "public | private Shout() {} | return null; | Unable to get public no-arg constructor",
        "public | public Shout(int size) {} | return null; | Unable to get public no-arg constructor",
        "public abstract | '' | return null; | InstantiationException",
        "public | static { if (true) throw new RuntimeException(\"early\"); } | return null; | early at mine.Shout.<clinit>(Shout.java:8)",
        "public | '' | return null; | its descriptor is null",
        "public | '' | throw new IllegalStateException(\"late\"); | late at mine.Shout.descriptor(Shout.java:10)",
        "public | '' | return ToolDescriptor.of(\"a b\", \"\", \"\"); | 'a b'",
        "public | '' | return ToolDescriptor.of(\"a\", \"\", \"\").taking(new JsonObject(\"{\\\"type\\\":\\\"string\\\"}\")); | must have \"type\": \"object\"",
        "public | '' | return ToolDescriptor.of(\"echo\", \"\", \"\"); | two tools are named 'echo': dev.gatehouse.tools.EchoTool and mine.Shout",
      })
  void names_the_class_that_cannot_be_used(
      String modifiers, String constructor, String descriptor, String said) throws IOException {
    assertThatStartWith(jar(modifiers, constructor, descriptor))
        .hasMessageContaining("mine.Shout")
        .hasMessageContaining(said);
  }

  @Test
  void names_the_jar_and_the_toolbox_that_cannot_be_opened() throws IOException {
    Path jar = Jar.of(
        directory,
        Map.of("mine.Box", BOX.formatted("throw new UnsupportedOperationException(\"no\");")),
        Map.of(Toolbox.class.getName(), "mine.Box"));
    assertThatStartWith(jar)
        .hasMessage("mine.Box from " + jar + " cannot be offered: "
            + "java.lang.UnsupportedOperationException: no at mine.Box.open(Box.java:5)");
  }

  private Path jar(String modifiers, String constructor, String descriptor) {
    return Jar.of(
        directory,
        Map.of("mine.Shout", TOOL.formatted(modifiers, constructor, descriptor)),
        Map.of(Tool.class.getName(), "mine.Shout"));
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertThatStartWith(Path jar)
      throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return assertThatThrownBy(() -> Gatehouse.builder()
              .settings(SettingsBuilder.settingsOnFreePorts())
              .start()
              .toCompletionStage()
              .toCompletableFuture()
              .join())
          .cause()
          .isInstanceOf(UnusableJarException.class);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static dev.gatehouse.testing.Reply call(String mcp, String token, String tool) {
    return Http.postJson(mcp, message(tool, new JsonObject()), "Authorization", "Bearer " + token);
  }

  private static String message(String tool, JsonObject arguments) {
    return new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", 1)
        .put("method", "tools/call")
        .put("params", new JsonObject().put("name", tool).put("arguments", arguments))
        .encode();
  }
}
