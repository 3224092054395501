package dev.gatehouse.interop;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The official conformance suite, 0.2.0-alpha.12. */
class ConformanceIT {
  @RegisterExtension
  static final RunningJar gatehouse = new RunningJar();

  @Test
  void passes_the_authorization_server_scenarios() throws IOException, InterruptedException {
    Script.inNode("conformance-authorization.test.mjs").passes(1, gatehouse);
  }

  @Test
  void passes_the_server_scenarios_that_need_no_fixtures()
      throws IOException, InterruptedException {
    Script.inNode("conformance-server.test.mjs").passes(7, gatehouse);
  }
}
