package dev.gatehouse.interop;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole handshake over https with a certificate of its own making, as a real browser sees it. */
class HttpsIT {
  @RegisterExtension
  static final RunningJar gatehouse = RunningJar.overHttps();

  @Test
  void lets_a_browser_log_in_and_call_a_tool() throws IOException, InterruptedException {
    Script.inBrowser("https.test.mjs").passes(1, gatehouse);
  }
}
