package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The issuer in authorization responses, RFC 9207, so that no client mixes up two servers. */
class Rfc9207IssuerTest {
  @RegisterExtension
  static final App app = App.started();

  private static TestClient client;

  @BeforeAll
  static void register() {
    client = app.client();
  }

  @Test // §2: in error responses too
  void names_the_issuer_in_an_error_of_the_request() {
    Map<String, String> request = client.request("mcp.read");
    request.put("response_type", "token");
    assertThat(client.authorize(request).answer())
        .containsEntry("error", "unsupported_response_type")
        .containsEntry("iss", app.issuer())
        .containsEntry("state", "the-state");
  }

  @Test // §2
  void names_the_issuer_when_the_user_denies() {
    var browser = new WebBrowser();
    Reply page = client.consentPage(browser, "bob", client.request("mcp.read"));
    Reply reply = browser.submit(page, form -> form.add("decision", "deny"));
    assertThat(reply.answer())
        .containsEntry("error", "access_denied")
        .containsEntry("iss", app.issuer())
        .containsEntry("state", "the-state");
  }

  @Test // §2: it cannot be talked into another
  void takes_no_iss_from_the_request() {
    Map<String, String> request = client.request("mcp.read");
    request.put("iss", "https://evil.example");
    assertThat(client.approve("alice", request).answer()).containsEntry("iss", app.issuer());
  }

  @Test // §2: the issuer of the metadata, byte for byte
  void names_the_issuer_of_the_metadata_beside_a_code() {
    String issuer = Http.get(app.issuer() + "/.well-known/oauth-authorization-server")
        .json()
        .getString("issuer");
    Reply reply = client.approve("alice", client.request("mcp.read"));
    assertThat(reply.answer()).containsKey("code").containsEntry("iss", issuer);
    assertThat(reply.location()).containsOnlyOnce("iss=");
  }

  @Test // §2: whatever name of loopback the browser came under
  void names_the_same_issuer_under_127_0_0_1() {
    var browser = new WebBrowser();
    String numeric = app.issuer().replace("localhost", "127.0.0.1");
    Reply login = browser.open(numeric + "/authorize?" + Http.query(client.request("mcp.read")));
    Reply consent = browser.submit(
        login, form -> form.set("username", "bob").set("password", DemoUsers.password("bob")));
    Reply reply = browser.submit(consent, form -> form.add("decision", "approve"));
    assertThat(reply.answer()).containsKey("code").containsEntry("iss", app.issuer());
  }
}
