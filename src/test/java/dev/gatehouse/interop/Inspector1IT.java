package dev.gatehouse.interop;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** MCP Inspector 1.0.3, whose guided flow shows each step of the handshake. */
class Inspector1IT {
  @RegisterExtension
  static final RunningJar gatehouse = new RunningJar();

  @Test
  void reaches_authentication_complete_in_every_flow_and_calls_echo()
      throws IOException, InterruptedException {
    Script.inBrowser("inspector-v1.test.mjs").passes(8, gatehouse);
  }
}
