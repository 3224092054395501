package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.settings.model.AuthServerSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.UserSettings;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Handbook;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.wiring.ToolSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The README is short, and what it shows is what happens. */
class ReadmeTest {
  @RegisterExtension
  static final App app = App.started();

  private static final Path CONSUMER = Path.of("src/test/consumer/src/test/java/consumer");
  private static final int MOST_BYTES = 14_000;

  private final Handbook readme = Handbook.readme();
  private final Settings defaults = SettingsBuilder.defaults();

  @Test
  void is_read_in_ten_minutes() {
    assertThat(readme.bytes()).isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void shows_the_first_answer_of_the_mcp_server() {
    Reply answer = Http.get(app.mcpUrl());
    String origin = defaults.resourceServer().origin();
    Stream<String> sent = answer.headers().map().entrySet().stream()
        .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
        .map(line -> line.replace(app.origin(), origin));
    List<String> shown =
        readme.printedBy("$ curl -i " + defaults.resourceServer().resource());
    assertThat(shown.get(0)).isEqualTo("HTTP/1.1 " + answer.status() + " Unauthorized");
    assertThat(shown.subList(1, shown.indexOf("")).stream().map(ReadmeTest::withSmallName))
        .containsExactlyInAnyOrderElementsOf(sent.map(ReadmeTest::withSmallName).toList());
    assertThat(shown.get(shown.size() - 1)).isEqualTo(answer.body());
  }

  @Test
  void shows_which_tool_needs_which_scope() {
    List<Tool> tools =
        ToolSets.of(defaults.resourceServer(), "0", Clock.systemUTC()).tools();
    assertThat(readme.table("tool"))
        .containsExactlyInAnyOrderElementsOf(
            tools.stream().map(tool -> row(tool.descriptor())).toList());
  }

  @Test
  void shows_a_complete_tool_that_is_compiled_and_tried() throws IOException {
    String source = Files.readString(Path.of("src/test/java/dev/gatehouse/PizzaTool.java"));
    assertThat(readme.listings()).contains(source.substring(source.indexOf("import ")));
  }

  @Test
  void shows_how_to_use_the_library_as_a_project_of_its_own_does() throws IOException {
    String test = Files.readString(CONSUMER.resolve("EmbeddedTest.java"));
    assertThat(readme.listings())
        .filteredOn(listing ->
            listing.contains("Gatehouse.builder") || listing.contains("gatehouse.token("))
        .hasSize(2)
        .allSatisfy(listing -> assertThat(test).contains(listing.indent(4)));
  }

  @Test
  void leads_to_listings_that_are_compiled_and_run() throws IOException {
    List<String> shown = Handbook.of("library").listings();
    for (String file : List.of("EmbeddedTest.java", "ShoutTool.java", "BooksServer.java")) {
      String source = Files.readString(CONSUMER.resolve(file));
      assertThat(shown).as(file).contains(source.substring(source.indexOf("import ")));
    }
  }

  private String row(ToolDescriptor tool) {
    AuthServerSettings server = defaults.authServer();
    String scope = tool.scope().isEmpty() ? "any valid token" : "`" + tool.scope() + "`";
    String users = server.access().users().stream()
        .map(user -> tool.scope().isEmpty() || may(user, tool.scope()) ? "yes" : "no")
        .collect(Collectors.joining(" | "));
    return "| `%s` | %s | %s | %s |"
        .formatted(tool.name(), scope, tool.annotations().readOnly() ? "read" : "write", users);
  }

  private boolean may(UserSettings user, String scope) {
    return defaults.authServer().access().rings().get(user.ring()).contains(scope);
  }

  private static String withSmallName(String header) {
    int colon = header.indexOf(':');
    return header.substring(0, colon).toLowerCase(Locale.ROOT) + header.substring(colon);
  }
}
