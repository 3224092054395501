package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guided mode before somebody else's server, and in the shell of somebody who pastes each step. */
class ConsoleGuideElsewhereTest {
  @RegisterExtension
  static final App app = App.started();

  @RegisterExtension
  final ForeignServer foreign = new ForeignServer();

  @Test
  void walks_a_foreign_server_to_the_end() {
    List<JsonObject> steps = walked(foreign.mcpUrl(), "", ConsoleGuideElsewhereTest::redirected);
    assertThat(steps).allMatch(step -> step.getBoolean("good"));
    assertThat(steps)
        .extracting(step -> step.getString("title"))
        .containsSubsequence(
            "Read the metadata of the resource",
            "Read the metadata of the resource",
            "Read the metadata of the authorization server",
            "Read the metadata of the authorization server",
            "Read the metadata of the authorization server",
            "Say that the client is ready",
            "Revoke what we hold");
    assertThat(steps.toString())
        .contains("strict clients refuse", "RFC 7591 §3.2.1 wants 201", "One tool.")
        .doesNotContain(ForeignServer.SECRET, ForeignServer.TOKEN, "code-1-of-a-foreign-server");
  }

  @Test
  void takes_a_client_that_comes_by_hand() {
    foreign.registerNobody();
    String id = begin(foreign.mcpUrl(), "").getString("id");
    JsonObject walk = next(id, new JsonObject());
    while (walk.getInteger("stage") < 3) {
      walk = next(id, new JsonObject());
    }
    assertThat(walk.getBoolean("by_hand")).isTrue();
    assertThat(walk.getString("redirect_uri")).isEqualTo(app.origin() + "/console/guide/callback");
    next(
        id,
        new JsonObject().put("client_id", "by-hand").put("client_secret", ForeignServer.SECRET));
    walk = next(id, new JsonObject());
    Http.get(redirected(walk.getString("authorize")));
    walk = next(id, new JsonObject());
    assertThat(Watched.objects(walk, "steps")).last().matches(step -> step.getBoolean("good"));
    assertThat(walk.encode()).doesNotContain(ForeignServer.SECRET);
  }

  @Test // RFC 9207 §2.4
  void takes_no_code_without_the_iss_that_was_promised() {
    String id = begin(app.mcpUrl(), "").getString("id");
    JsonObject walk = new JsonObject();
    for (int i = 0; i < 5; i++) {
      walk = next(id, new JsonObject());
    }
    String callback = consented(walk.getString("authorize"));
    assertThat(Http.get(callback.replaceAll("&?iss=[^&]*", "")).status()).isEqualTo(400);
    assertThat(Http.get(callback).status()).isEqualTo(303);
  }

  @Test // CWE-79, CWE-451
  void shows_a_code_to_the_shell_of_a_walk_alone_and_nothing_else() {
    String callback = app.origin() + "/console/guide/callback?state=";
    String id = begin(app.mcpUrl(), "").getString("id");
    assertThat(Http.get(callback + "nobody.shell&code=abc").status()).isEqualTo(400);
    assertThat(Http.get(callback + id + ".shell&code=a%0Ab").body()).doesNotContain("a\nb");
    Reply shown = Http.get(callback + id + ".shell&code=%3Cscript%3E");
    assertThat(shown.header("Content-Type")).startsWith("text/plain");
    assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void begins_again_where_a_code_is_not_taken() {
    String id = begin(foreign.mcpUrl(), "").getString("id");
    JsonObject walk = next(id, new JsonObject());
    while (!walk.getBoolean("waiting")) {
      walk = next(id, new JsonObject());
    }
    Http.get(redirected(walk.getString("authorize")).replace("code-1", "code-0"));
    walk = next(id, new JsonObject());
    assertThat(Watched.objects(walk, "steps").toString()).contains("A code works once");
    assertThat(next(id, new JsonObject()).getBoolean("waiting")).isTrue();
  }

  @Test
  void speaks_the_newer_generation() {
    List<JsonObject> steps =
        walked(app.mcpUrl(), "2026-07-28", ConsoleGuideElsewhereTest::consented);
    assertThat(steps).allMatch(step -> step.getBoolean("good"));
    assertThat(steps)
        .extracting(step -> step.getString("title"))
        .doesNotContain("Say that the client is ready");
    assertThat(steps.toString()).contains("server/discover", "MCP 2026-07-28 is answered");
  }

  @Test
  void works_when_pasted_into_a_shell() throws IOException {
    List<JsonObject> steps = walked(app.mcpUrl(), "", ConsoleGuideElsewhereTest::consented);
    List<String> statuses = pasted(steps, ConsoleGuideElsewhereTest::consented);
    assertThat(statuses)
        .containsExactly(
            "401", "200", "200", "201", "200", "200", "202", "200", "200", "403", "200", "200",
            "200", "200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
  void works_when_pasted_before_a_foreign_server(String method) throws IOException {
    foreign.authenticate(method);
    List<JsonObject> steps = walked(foreign.mcpUrl(), "", ConsoleGuideElsewhereTest::redirected);
    List<String> statuses = pasted(steps, ConsoleGuideElsewhereTest::redirected);
    assertThat(statuses)
        .containsExactly(
            "401", "404", "200", "404", "404", "200", "200", "200", "200", "202", "200", "200",
            "200");
  }

  /** Every step of a whole walk; the browser goes from the address to the callback. */
  private static List<JsonObject> walked(
      String mcpUrl, String version, UnaryOperator<String> browser) {
    String id = begin(mcpUrl, version).getString("id");
    JsonObject walk = next(id, new JsonObject());
    while (walk.getInteger("stage") < walk.getInteger("stages") && last(walk).getBoolean("good")) {
      if (walk.getBoolean("waiting")) {
        Http.get(browser.apply(walk.getString("authorize")));
      }
      walk = next(id, new JsonObject());
    }
    return Watched.objects(walk, "steps");
  }

  private static JsonObject last(JsonObject walk) {
    List<JsonObject> steps = Watched.objects(walk, "steps");
    return steps.get(steps.size() - 1);
  }

  /** The statuses that the lines of all steps print, one after the other in one shell. */
  private static List<String> pasted(List<JsonObject> steps, UnaryOperator<String> browser)
      throws IOException {
    assumeTrue(Files.exists(Path.of("/usr/bin/curl")) && Files.exists(Path.of("/usr/bin/openssl")));
    var script = new StringBuilder();
    steps.forEach(step -> script.append(step.getString("curl", "")).append("\necho\n"));
    Process shell = new ProcessBuilder("sh", "-c", script.toString())
        .redirectErrorStream(true)
        .start();
    var statuses = new ArrayList<String>();
    var printed = new StringBuilder();
    try (BufferedReader lines = shell.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        printed.append(line).append('\n');
        if (line.startsWith("HTTP/1.1 ")) {
          statuses.add(line.substring(9, 12));
        } else if (line.startsWith("http") && line.contains("&code_challenge=")) {
          String page = Http.get(browser.apply(line)).body();
          shell
              .outputWriter()
              .append(page.lines().skip(2).findFirst().orElseThrow())
              .append('\n')
              .flush();
        }
      }
    } finally {
      shell.destroy();
    }
    assertThat(printed.toString()).doesNotContain("not found", "syntax error", "curl: (");
    return statuses;
  }

  private static String consented(String url) {
    var browser = new WebBrowser();
    browser.logIn(app.issuer(), "alice");
    return browser
        .submit(browser.open(url), form -> form.add("decision", "approve"))
        .location();
  }

  private static String redirected(String url) {
    return Http.get(url).location();
  }

  private static JsonObject begin(String url, String version) {
    var asked = new JsonObject().put("url", url).put("version", version);
    return Http.postJson(app.origin() + "/console/guide", asked.encode()).json();
  }

  private static JsonObject next(String id, JsonObject brought) {
    return Http.postJson(app.origin() + "/console/guide/" + id + "/next", brought.encode())
        .json();
  }
}
