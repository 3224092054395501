package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guided mode: the server plays the client, calls nothing beyond this computer, and tells no secret. */
class ConsoleGuideTest {
  @RegisterExtension
  static final App app = App.started();

  @ParameterizedTest // CWE-918
  @ValueSource(
      strings = {
        "http://example.com/mcp",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost.evil.example/mcp",
        "http://localhost@evil.example/mcp",
        "file:///etc/passwd",
        "ftp://localhost/x",
        "javascript:alert(1)",
        ""
      })
  void calls_nothing_beyond_this_computer(String url) {
    assertThat(begin(url).status()).isEqualTo(400);
  }

  @Test
  void walks_from_the_first_401_to_the_revocation() {
    JsonObject walk = begin(app.mcpUrl()).json();
    String id = walk.getString("id");
    for (int i = 0; i < 5; i++) {
      walk = next(id);
    }
    assertThat(walk.getBoolean("waiting")).isTrue();
    Reply back = consent(walk.getString("authorize"));
    String callback = back.location();
    assertThat(callback).startsWith(app.origin() + "/console/guide/callback?");
    assertThat(Http.get(callback).location()).isEqualTo("/console/#guide/" + id);
    for (int i = 0; i < 6; i++) {
      walk = next(id);
    }
    List<JsonObject> steps = Watched.objects(walk, "steps");
    assertThat(steps).hasSize(11).allMatch(step -> step.getBoolean("good"));
    assertThat(walk.getInteger("stage")).isEqualTo(walk.getInteger("stages"));
    String code = callback.replaceAll(".*[?&]code=([^&]+).*", "$1");
    assertThat(walk.encode()).doesNotContain(code).doesNotContainPattern("eyJ[\\w-]+\\.");
    assertThat(walk.encode()).contains("$VERIFIER").contains("Bearer $TOKEN");
  }

  @Test // RFC 6749 §10.12
  void takes_no_code_that_it_did_not_ask_for() {
    String id = begin(app.mcpUrl()).json().getString("id");
    for (String state : List.of("", id, id + ".x", "x." + id)) {
      assertThat(Http.get(app.origin() + "/console/guide/callback?code=x&state=" + state)
              .status())
          .isEqualTo(400);
    }
  }

  @Test
  void says_what_is_wrong_with_a_server_that_is_none() {
    String id = begin(app.issuer() + "/mcp").json().getString("id");
    JsonObject step = Watched.objects(next(id), "steps").get(0);
    assertThat(step.getBoolean("good")).isFalse();
    assertThat(step.encode()).contains("Not 401 but 404");
  }

  private static Reply consent(String url) {
    var browser = new WebBrowser();
    browser.logIn(app.issuer(), "alice");
    return browser.submit(browser.open(url), form -> form.add("decision", "approve"));
  }

  private static Reply begin(String url) {
    return Http.postJson(
        app.origin() + "/console/guide", new JsonObject().put("url", url).encode());
  }

  private static JsonObject next(String id) {
    return Http.postJson(app.origin() + "/console/guide/" + id + "/next", "{}").json();
  }
}
