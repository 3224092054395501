package dev.gatehouse.interop;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The official conformance suites: 0.2.0-alpha.12, and 0.1.16 as the newest that is released. */
class ConformanceIT {
  @RegisterExtension
  static final RunningJar gatehouse = new RunningJar("--tools", "demo,everything");

  @Test
  void passes_the_authorization_server_scenarios() throws IOException, InterruptedException {
    Script.inNode("conformance-authorization.test.mjs").passes(1, gatehouse);
  }

  @Test
  void passes_each_server_scenario_that_is_required_or_pending()
      throws IOException, InterruptedException {
    Script.inNode("conformance-server.test.mjs").passes(3, gatehouse);
  }
}
