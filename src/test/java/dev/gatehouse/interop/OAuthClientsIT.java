package dev.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * OAuth clients and JOSE readers that know nothing of MCP: oauth4webapi 3.8 and openid-client 6.8, which hold each answer against its
 * RFC; authlib, requests-oauthlib, PyJWT and joserfc; golang.org/x/oauth2 and go-jose.
 */
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

  @Test
  void libraries_of_python_log_in_and_read_tokens() throws IOException, InterruptedException {
    assertThat(Script.inPython("clients/oauth_libraries.py").run(gatehouse))
        .contains(
            "walked: authlib", "walked: requests-oauthlib", "walked: PyJWT", "walked: joserfc");
  }

  @Test
  void libraries_of_go_log_in_and_read_tokens() throws IOException, InterruptedException {
    assertThat(Script.inGo("libraries").run(gatehouse))
        .contains(
            "walked: golang.org/x/oauth2, none",
            "walked: golang.org/x/oauth2, client_secret_basic",
            "walked: go-jose");
  }
}
