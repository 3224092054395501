package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A flood of authorization requests that nobody goes on with: CWE-770. */
class AuthorizationFloodTest {
  @RegisterExtension
  static final App app = App.started();

  @Test
  void crowds_out_nobody_who_is_logged_in_not_even_from_the_same_address() {
    TestClient client = app.client();
    var alice = new WebBrowser().logIn(app.issuer(), "alice");
    Reply consent = alice.open(authorize(client));
    assertThat(consent).isConsentPage();
    for (int i = 0; i < 1_500; i++) {
      assertThat(Http.get(authorize(client))).hasStatus(303);
    }
    Reply answer = alice.submit(consent, form -> form.add("decision", "approve"));
    assertThat(answer.answer()).containsKey("code");
  }

  @Test
  void leaves_room_for_the_newest_request_of_a_stranger() {
    TestClient client = app.client();
    for (int i = 0; i < 1_500; i++) {
      Http.get(authorize(client));
    }
    assertThat(client.consentPage(new WebBrowser(), "bob", client.request("mcp.read")))
        .isConsentPage();
  }

  private static String authorize(TestClient client) {
    return app.issuer() + "/authorize?" + Http.query(client.request("mcp.read"));
  }
}
