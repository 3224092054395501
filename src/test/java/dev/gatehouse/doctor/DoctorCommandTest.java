package dev.gatehouse.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.testing.App;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arguments of {@code doctor}, its two reports and its exit code. */
class DoctorCommandTest {
  @RegisterExtension
  static final App app = App.started();

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--json",
        "ftp://localhost/mcp",
        "http://mcp.example/mcp",
        "http://u:p@localhost/mcp",
        "http://localhost/mcp#x",
        "http://localhost/mcp http://localhost/mcp",
        "http://localhost/mcp --fast",
        "http://localhost/mcp --origin",
        "http://localhost/mcp --origin http://localhost/page"
      })
  void refuses_what_it_does_not_understand(String arguments) {
    List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
    assertThatThrownBy(() -> run(words))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("must be doctor MCP_URL");
  }

  @Test
  void exits_with_1_for_a_server_that_is_not_there() {
    assertThat(run(List.of("http://localhost:1/mcp"))).isEqualTo(1);
    assertThat(text())
        .contains("FAULT    first request")
        .contains("the MCP server should: start the server, or correct the URL")
        .endsWith("Not healthy: 1 fault, 0 warnings." + System.lineSeparator());
  }

  @Test
  void exits_with_0_for_a_healthy_server() {
    assertThat(run(List.of(app.mcpUrl(), "--register"))).isZero();
    assertThat(text())
        .contains("ok       authorization")
        .endsWith("Healthy." + System.lineSeparator());
  }

  @Test
  void reports_in_json_and_does_not_register_unasked() {
    assertThat(run(List.of(app.mcpUrl(), "--json"))).isZero();
    var report = new JsonObject(text());
    assertThat(report.getBoolean("healthy")).isTrue();
    assertThat(report.getJsonArray("findings"))
        .anySatisfy(finding -> assertThat(finding)
            .isEqualTo(new JsonObject()
                .put("step", "registration")
                .put("verdict", "skipped")
                .put("found", "not allowed to register a client (--register allows it)")));
  }

  private int run(List<String> arguments) {
    var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new DoctorCommand(out, null, Clock.systemUTC()).run(arguments);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
