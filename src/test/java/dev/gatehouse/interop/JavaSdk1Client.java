package dev.gatehouse.interop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The Java SDK 1.1, which Spring AI pins: one row of the table client × feature. As {@link JavaSdkClient}, but in a JVM of its own. */
final class JavaSdk1Client {
  private static final String OAUTH = "leaves OAuth to the application, and shows it the challenge";

  private final RunningJar gatehouse;
  private final RestartButton restartButton;
  private @Nullable TestClient registration;

  JavaSdk1Client(RunningJar gatehouse, RestartButton restartButton) {
    this.gatehouse = gatehouse;
    this.restartButton = restartButton;
  }

  ClientRow row() throws IOException, InterruptedException {
    try (var sdk = new JavaSdk1Process(gatehouse)) {
      assertThat(sdk.failureOf("initialize")).contains("401", "resource_metadata=");
      register();
      sdk.use(tokenFor("mcp.read"));
      var row = new ClientRow("Java SDK 1.1.5", sdk.does("initialize"));
      row.lacks("log in", OAUTH);
      calls(sdk, row);
      stepsUp(sdk, row);
      survives(sdk, row);
      // This is how it speaks of a priming event with `retry:`.
      assertThat(sdk.log()).doesNotContain("Invalid SSE response");
      return row;
    }
  }

  private void calls(JavaSdk1Process sdk, ClientRow row) throws IOException {
    assertThat(sdk.does("list")).isEqualTo("whoami");
    row.does("list");
    assertThat(sdk.call("echo", echo("hi"))).isEqualTo("hi");
    row.does("call");
    sdk.call("test_tool_with_progress", new JsonObject());
    // The SDK hands progress to another thread, and the result may overtake it.
    Eventually.until("three steps", () -> progressOf(sdk).equals("[0.0, 50.0, 100.0]"));
    row.does("progress");
    // In an event stream it ends a line at each of these: raw, they would cut the question.
    String lines = "a\u2028b\u2029c\u0085d";
    assertThat(sdk.call("test_elicitation", new JsonObject().put("message", lines)))
        .contains(lines, "alice@example.com");
    row.does("elicitation");
  }

  private void stepsUp(JavaSdk1Process sdk, ClientRow row) throws IOException {
    var note = new JsonObject().put("note", "stepped up");
    assertThat(sdk.failureOfCall("add_note", note))
        .contains("403", "scope=\"mcp.read notes:write\"");
    sdk.use(tokenFor("mcp.read notes:write"));
    sdk.call("add_note", note);
    row.lacks("step-up", OAUTH);
  }

  private void survives(JavaSdk1Process sdk, ClientRow row)
      throws IOException, InterruptedException {
    restartButton.restart();
    losesItsSessionOnce(sdk);
    row.lacks("restart", "reports a lost session (the next call opens another)");
    restartButton.restartForgettingTheKey();
    assertThat(sdk.failureOfCall("echo", echo("back"))).contains("401", "error=\"invalid_token\"");
    register();
    sdk.use(tokenFor("mcp.read"));
    losesItsSessionOnce(sdk);
    row.lacks("forgotten", OAUTH);
  }

  private static void losesItsSessionOnce(JavaSdk1Process sdk) throws IOException {
    assertThat(sdk.failureOfCall("echo", echo("lost")))
        .contains("MCP session with server terminated");
    assertThat(sdk.call("echo", echo("hi"))).isEqualTo("hi");
  }

  private static JsonObject echo(String message) {
    return new JsonObject().put("message", message).put("repeat_count", 1);
  }

  private static String progressOf(JavaSdk1Process sdk) {
    try {
      return sdk.does("progress");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void register() {
    registration = TestClient.register(gatehouse.issuer(), gatehouse.origin() + "/mcp");
  }

  private String tokenFor(String scope) {
    return requireNonNull(registration).tokens("alice", scope).getString("access_token");
  }
}
