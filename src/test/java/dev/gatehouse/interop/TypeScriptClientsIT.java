package dev.gatehouse.interop;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The official TypeScript clients: SDK 1.32 for 2025-11-25, client 2.4 for 2026-07-28. */
class TypeScriptClientsIT {
  @RegisterExtension
  static final RunningJar gatehouse = new RunningJar();

  @Test
  void sdk_1_logs_in_calls_steps_up_and_refreshes() throws IOException, InterruptedException {
    Script.inNode("sdk-1.test.mjs").passes(4, gatehouse);
  }

  @Test
  void client_2_logs_in_calls_steps_up_and_refreshes() throws IOException, InterruptedException {
    Script.inNode("sdk-2.test.mjs").passes(4, gatehouse);
  }

  @Test
  void client_2_binds_its_tokens_to_a_key() throws IOException, InterruptedException {
    Script.inNode("sdk-2-dpop.test.mjs").passes(7, gatehouse);
  }
}
