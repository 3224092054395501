package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(titles(walk)).endsWith("Call a tool that needs more");
    assertThat(walk.encode()).contains("403 insufficient_scope", "notes:read");
    walk = next(id);
    assertThat(walk.getBoolean("waiting")).isTrue();
    Http.get(consent(walk.getString("authorize")).location());
    for (int i = 0; i < 4; i++) {
      walk = next(id);
    }
    List<JsonObject> steps = Watched.objects(walk, "steps");
    assertThat(steps).hasSize(16).allMatch(step -> step.getBoolean("good"));
    assertThat(steps)
        .extracting(step -> step.getInteger("number"))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(walk.getInteger("stage")).isEqualTo(walk.getInteger("stages")).isEqualTo(16);
    String code = callback.replaceAll(".*[?&]code=([^&]+).*", "$1");
    assertThat(walk.encode()).doesNotContain(code).doesNotContainPattern("eyJ[\\w-]+\\.");
    assertThat(walk.encode()).contains("$VERIFIER").contains("Bearer $TOKEN");
  }

  @ParameterizedTest
  @CsvSource({"2025-11-25,16", "2026-07-28,15"})
  void counts_the_steps_of_its_generation(String version, int count) {
    var asked = new JsonObject().put("url", app.mcpUrl()).put("version", version);
    JsonObject walk =
        Http.postJson(app.origin() + "/console/guide", asked.encode()).json();
    assertThat(walk.getInteger("stages")).isEqualTo(count);
    String id = walk.getString("id");
    for (int step = 0; step < count; step++) {
      assertThat(walk.getInteger("stage")).isEqualTo(step);
      if (walk.getBoolean("waiting")) {
        Http.get(consent(walk.getString("authorize")).location());
      }
      walk = next(id);
      List<JsonObject> steps = Watched.objects(walk, "steps");
      assertThat(steps).hasSize(step + 1).allMatch(one -> one.getBoolean("good"));
      assertThat(steps.get(step).getInteger("number")).isEqualTo(step + 1);
    }
    assertThat(walk.getInteger("stage")).isEqualTo(count);
    assertThat(titles(walk))
        .containsSubsequence(
            "Call a tool",
            "Call a tool that needs more",
            "Ask for the scopes that are missing",
            "Redeem the second code",
            "Call the tool again");
    long run = walk.getLong("run");
    Eventually.until(
        "the whole walk in its run",
        () -> Watched.kinds(new Watched(app).open(run))
            .containsAll(List.of("challenge", "registration", "step_up", "revocation")));
  }

  private static List<String> titles(JsonObject walk) {
    return Watched.objects(walk, "steps").stream()
        .map(step -> step.getString("title"))
        .toList();
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
