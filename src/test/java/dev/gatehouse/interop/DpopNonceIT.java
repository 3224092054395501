package dev.gatehouse.interop;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same OAuth clients, and the official TypeScript client 2.4, where each DPoP proof needs a nonce, RFC 9449 §8 and §9. */
class DpopNonceIT {
  @RegisterExtension
  static final RunningJar gatehouse = new RunningJar(
      "--dpop-nonce",
      "required",
      "--config",
      Machine.SCRIPTS.resolve("clients.yaml").toString());

  @Test
  void both_servers_ask_for_their_nonce_once() throws IOException, InterruptedException {
    Script.inNode("dpop-nonce.test.mjs").passes(1, gatehouse);
  }

  @Test
  void oauth4webapi_answers_with_the_nonce() throws IOException, InterruptedException {
    Script.inNode("oauth4webapi-dpop.test.mjs").passes(13, gatehouse);
  }

  @Test
  void openid_client_answers_with_the_nonce() throws IOException, InterruptedException {
    Script.inNode("openid-client.test.mjs").passes(10, gatehouse);
  }

  @Test
  void client_2_answers_with_the_nonces_of_both_servers() throws IOException, InterruptedException {
    Script.inNode("sdk-2-dpop.test.mjs").with("DPOP_NONCE", "required").passes(7, gatehouse);
  }
}
