package dev.gatehouse.interop;

import java.io.IOException;
import java.nio.file.Path;
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
  void ai_sdk_in_both_eras() throws IOException, InterruptedException {
    run(Script.inNode("clients/ai-sdk.mjs"));
    ClientTable.assertAsInHandbook("@ai-sdk/mcp 2.0.99");
  }

  @Test
  void fastmcp() throws IOException, InterruptedException {
    run(Script.inPython("clients/fastmcp_client.py"));
    ClientTable.assertAsInHandbook("FastMCP 4.1.2");
  }

  @Test
  void go_sdk_in_both_eras() throws IOException, InterruptedException {
    run(Script.inGo("sdk"));
    ClientTable.assertAsInHandbook("go-sdk 1.8.0");
  }

  @Test
  void java_sdk() throws IOException, InterruptedException {
    new JavaSdkClient(gatehouse, restartButton).row().write();
    ClientTable.assertAsInHandbook("Java SDK 2.2.0");
  }

  @Test
  void java_sdk_of_spring_ai() throws IOException, InterruptedException {
    new JavaSdk1Client(gatehouse, restartButton).row().write();
    ClientTable.assertAsInHandbook("Java SDK 1.1.5");
  }

  @Test
  void mcp_remote() throws IOException, InterruptedException {
    run(Script.inNode("clients/mcp-remote.mjs"));
    ClientTable.assertAsInHandbook("mcp-remote 0.15.1");
  }

  @Test
  void mcpc() throws IOException, InterruptedException {
    run(Script.inNode("clients/mcpc.mjs"));
    ClientTable.assertAsInHandbook("mcpc 0.2.6");
  }

  @Test
  void python_sdk_in_both_eras() throws IOException, InterruptedException {
    run(Script.inPython("clients/mcp_sdk.py"));
    ClientTable.assertAsInHandbook("Python SDK 2.3.0");
  }

  @Test
  void rust_sdk_in_both_eras() throws IOException, InterruptedException {
    run(Script.inRust("rmcp"));
    ClientTable.assertAsInHandbook("rmcp 3.11.0");
  }

  @Test
  void typescript_client() throws IOException, InterruptedException {
    run(Script.inNode("clients/sdk-2.mjs"));
    ClientTable.assertAsInHandbook("TypeScript client 2.4.0");
  }

  @Test
  void typescript_sdk() throws IOException, InterruptedException {
    run(Script.inNode("clients/sdk-1.mjs"));
    ClientTable.assertAsInHandbook("TypeScript SDK 1.32.2");
  }

  /** For the handbook, where it has to change. */
  @AfterAll
  static void print() {
    ClientTable.lines(ClientRow.written()).forEach(System.out::println);
  }

  private static void run(Script script) throws IOException, InterruptedException {
    script.forRow(restartButton).run(gatehouse);
  }
}
