package dev.gatehouse.interop;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** MCP Inspector 2.12, which steps up by itself on a 403. */
class Inspector2IT {
  @RegisterExtension
  static final RunningJar gatehouse = new RunningJar();

  @Test
  void connects_calls_echo_and_steps_up_in_both_protocol_eras()
      throws IOException, InterruptedException {
    Script.inBrowser("inspector-v2.test.mjs").passes(2, gatehouse);
  }
}
