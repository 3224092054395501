package dev.gatehouse.interop;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OAuth clients that know nothing of MCP, and hold each answer against its RFC: oauth4webapi 3.8, openid-client 6.8. */
class OAuthClientsIT {
  @RegisterExtension
  static final RunningJar gatehouse =
      new RunningJar("--config", Machine.SCRIPTS.resolve("clients.yaml").toString());

  @Test
  void oauth4webapi_walks_every_endpoint() throws IOException, InterruptedException {
    Script.inNode("oauth4webapi.test.mjs").passes(13, gatehouse);
  }

  @Test
  void openid_client_walks_every_endpoint() throws IOException, InterruptedException {
    Script.inNode("openid-client.test.mjs").passes(10, gatehouse);
  }

  @Test
  void oauth4webapi_binds_its_tokens_to_a_key() throws IOException, InterruptedException {
    Script.inNode("oauth4webapi-dpop.test.mjs").passes(13, gatehouse);
  }
}
