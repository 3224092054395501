package dev.gatehouse.interop;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The live view in a real browser when the connection breaks, when the server starts anew, and when hundreds of steps come. */
class ConsoleSteadyIT {
  private static final Path KEY = RestartButton.newKey("console-key.pem");

  @RegisterExtension
  static final RunningJar gatehouse = new RunningJar("--signing-key", KEY.toString());

  @RegisterExtension
  static final RestartButton restartButton = new RestartButton(gatehouse, KEY);

  @Test
  void comes_back_by_itself_and_holds_hundreds_of_steps() throws IOException, InterruptedException {
    Script.inBrowser("console-steady.test.mjs")
        .with("GATEHOUSE_RESTART", restartButton.url())
        .passes(3, gatehouse);
  }
}
