package dev.gatehouse.interop;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Codex 0.171 and Claude Code 2.1, without an account, a model or the internet: both would be known by a document
 * of their makers, so that the server runs as it has to where it cannot fetch one.
 */
@EnabledIf(
    value = "dev.gatehouse.interop.Machine#wantsHeavyClients",
    disabledReason = "mvn -Pclients verify runs it")
class HeavyClientsIT {
  private static final Path KEY = RestartButton.newKey("heavy-clients-key.pem");

  @RegisterExtension
  static final RunningJar gatehouse = new RunningJar(
      "--tools", "demo,everything", "--cimd", "off", "--signing-key", KEY.toString());

  @RegisterExtension
  static final RestartButton restartButton = new RestartButton(gatehouse, KEY);

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Machine.installHeavyClients();
  }

  @Test
  void codex() throws IOException, InterruptedException {
    Script.inNode("clients/codex.mjs").forRow(restartButton).run(gatehouse);
    ClientTable.assertAsInHandbook("Codex 0.171.0");
  }

  @Test
  void claude_code_logs_in_and_asks_again_once_it_is_forgotten()
      throws IOException, InterruptedException {
    Script.inPython("clients/claude_code.py").forRow(restartButton).run(gatehouse);
  }
}
