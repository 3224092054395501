package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OAuth for native apps, RFC 8252: redirects to loopback and to applications. */
class Rfc8252LoopbackTest {
  @RegisterExtension
  static final App app = App.started();

  @ParameterizedTest // §7.3: the port alone is free; §8.3: the three spellings are three hosts
  @CsvSource({
    "http://127.0.0.1:51737/cb, http://127.0.0.1:51999/other",
    "http://127.0.0.1:51737/cb, http://127.0.0.1:51999/cb?x=1",
    "http://127.0.0.1:51737/cb, http://127.0.0.1:51999/cb/",
    "http://127.0.0.1:51737/cb, http://127.0.0.2:51999/cb",
    "http://127.0.0.1:51737/cb, https://127.0.0.1:51999/cb",
    "http://127.0.0.1:51737/cb, http://localhost:51737/cb",
    "http://localhost:51737/cb, http://[::1]:51737/cb",
    "https://app.example.test/cb, https://app.example.test:8443/cb"
  })
  void refuses_all_that_differs_in_more_than_the_port(String registered, String requested) {
    TestClient client = client(registered);
    assertThat(client.authorize(request(client, requested))).isErrorPage();
  }

  @Test // §7.3, RFC 6749 §4.1.3: the port of the request is the port of the exchange
  void refuses_another_port_at_the_token_endpoint() {
    TestClient client = client("http://127.0.0.1:51737/cb");
    Map<String, String> request = request(client, "http://127.0.0.1:51999/cb");
    String code = client.approve("alice", request).answer().get("code");
    assertThat(client.redeem(code, "redirect_uri", "http://127.0.0.1:51737/cb"))
        .isOAuthError(400, "invalid_grant");
  }

  @ParameterizedTest // §7.3 MUST
  @ValueSource(strings = {"http://127.0.0.1", "http://[::1]", "http://localhost"})
  void comes_back_to_the_port_of_the_request(String host) {
    TestClient client = client(host + ":51737/cb");
    Reply reply = client.approve("alice", request(client, host + ":51999/cb"));
    assertThat(reply.location()).startsWith(host + ":51999/cb?code=");
    Reply tokens = client.redeem(reply.answer().get("code"), "redirect_uri", host + ":51999/cb");
    assertThat(tokens).hasStatus(200);
  }

  @Test // §7.1
  void comes_back_to_an_application_by_its_scheme() {
    TestClient client = client("cursor://anysphere.cursor-mcp/oauth/callback");
    Reply reply = client.approve("alice", request(client, client.redirectUri()));
    assertThat(reply.location()).startsWith("cursor://anysphere.cursor-mcp/oauth/callback?code=");
  }

  @Test // RFC 6749 §3.1.2: the query of the redirect URI is kept
  void keeps_the_query_of_the_redirect_uri() {
    TestClient client = client("http://localhost/cb?tenant=a%20b");
    Reply reply = client.approve("alice", request(client, client.redirectUri()));
    assertThat(reply.location()).startsWith("http://localhost/cb?tenant=a%20b&code=");
  }

  @Test // §8.6: whoever listens there now may be another program
  void asks_for_consent_each_time() {
    TestClient client = client("http://127.0.0.1:51737/cb");
    var alice = new WebBrowser().logIn(app.issuer(), "alice");
    for (int i = 0; i < 2; i++) {
      Reply page = client.consentPage(alice, "alice", request(client, client.redirectUri()));
      assertThat(page).isConsentPage();
      assertThat(page.html().text()).contains("any program on this computer can listen there");
      alice.submit(page, form -> form.add("decision", "approve"));
    }
  }

  private static TestClient client(String redirectUri) {
    return app.client(new JsonObject().put("redirect_uris", new JsonArray().add(redirectUri)));
  }

  private static Map<String, String> request(TestClient client, String redirectUri) {
    Map<String, String> request = client.request("mcp.read");
    request.put("redirect_uri", redirectUri);
    return request;
  }
}
