package dev.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clients of the handbook's table do what it says, and not more. Each writes its rows into {@code target/clients}. */
class ClientMatrixIT {
  private static final Path KEY = RestartButton.newKey("client-matrix-key.pem");

  @RegisterExtension
  static final RunningJar gatehouse =
      new RunningJar("--tools", "demo,everything", "--signing-key", KEY.toString());

  @RegisterExtension
  static final RestartButton restartButton = new RestartButton(gatehouse, KEY);

  @Test
  void fastmcp() throws IOException, InterruptedException {
    run(Script.inPython("clients/fastmcp_client.py"));
    assertAsInHandbook("FastMCP 4.1.2");
  }

  @Test
  void go_sdk_in_both_eras() throws IOException, InterruptedException {
    run(Script.inGo("sdk"));
    assertAsInHandbook("go-sdk 1.8.0");
  }

  @Test
  void java_sdk() throws IOException, InterruptedException {
    new JavaSdkClient(gatehouse, restartButton).row().write();
    assertAsInHandbook("Java SDK 2.2.0");
  }

  @Test
  void mcp_remote() throws IOException, InterruptedException {
    run(Script.inNode("clients/mcp-remote.mjs"));
    assertAsInHandbook("mcp-remote 0.15.1");
  }

  @Test
  void mcpc() throws IOException, InterruptedException {
    run(Script.inNode("clients/mcpc.mjs"));
    assertAsInHandbook("mcpc 0.2.6");
  }

  @Test
  void python_sdk_in_both_eras() throws IOException, InterruptedException {
    run(Script.inPython("clients/mcp_sdk.py"));
    assertAsInHandbook("Python SDK 2.3.0");
  }

  @Test
  void typescript_client() throws IOException, InterruptedException {
    run(Script.inNode("clients/sdk-2.mjs"));
    assertAsInHandbook("TypeScript client 2.4.0");
  }

  @Test
  void typescript_sdk() throws IOException, InterruptedException {
    run(Script.inNode("clients/sdk-1.mjs"));
    assertAsInHandbook("TypeScript SDK 1.32.2");
  }

  /** For the handbook, where it has to change. */
  @AfterAll
  static void print() {
    ClientTable.lines(ClientRow.written()).forEach(System.out::println);
  }

  private static void run(Script script) throws IOException, InterruptedException {
    script
        .with("GATEHOUSE_RESTART", restartButton.url())
        .with("ROWS", Files.createDirectories(ClientRow.DIRECTORY).toString())
        .run(gatehouse);
  }

  private static void assertAsInHandbook(String client) throws IOException {
    List<String> seen = ClientRow.written().stream()
        .filter(row -> row.client().equals(client))
        .map(ClientTable::line)
        .toList();
    assertThat(seen).isNotEmpty();
    assertThat(
            ClientTable.inHandbook().stream().filter(line -> line.startsWith("| " + client + " ")))
        .as("rows of %s in src/docs/clients.md", client)
        .containsExactlyElementsOf(seen);
  }
}
