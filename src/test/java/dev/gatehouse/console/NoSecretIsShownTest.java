package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every secret of a whole run is looked for wherever a run is told of: the page, its event stream byte for byte, files, trace, log. */
class NoSecretIsShownTest {
  private static final String PASSWORD = "the-password-that-opens-the-console";
  private static final String OPEN = "Basic " + Http.base64("console:" + PASSWORD);
  private static final Path TRACE = temporaryFile();
  /** A part of a secret as long as this would be found. */
  private static final int WINDOW = 9;

  @RegisterExtension
  static final App app = App.with(settings ->
      settings.set("server.console-password", PASSWORD).set("server.trace", TRACE.toString()));

  @Test // RFC 6819 §5.1.1, CWE-532, CWE-200
  void no_secret_of_a_whole_run_is_in_page_stream_files_trace_or_log() throws IOException {
    var run = new SecretRun(app);
    run.keep("console's password", PASSWORD);
    run.keep("console's password", OPEN.substring("Basic ".length()));
    try (var recording = new Recording(app.gatehouse());
        var stream = new EventBytes(
            app.gatehouse().settings().resourceServer().port(),
            "Authorization: " + OPEN + "\r\n")) {
      List<TestClient> clients = List.of(run.withSecret(), run.withProofs(), run.withAssertions());
      wherePeopleMistakeOneDoorForAnother(run);
      clients.forEach(client -> stream.awaits("\"client\":\"" + client.id() + '"'));
      Eventually.until("the end of it", () -> trace().contains("a-mark-at-the-end"));

      Map<String, String> told = told();
      told.put("event stream", stream.text());
      told.put("log", String.join("\n", recording.lines()));
      told.put("events", recording.events().toString());
      assertThat(run.secrets().keySet())
          .contains(
              "password",
              "code",
              "access token",
              "refresh token",
              "client secret",
              "cookie",
              "verifier",
              "registration access token",
              "proof",
              "client assertion",
              "request_uri",
              "form token",
              "console's password",
              "session",
              "argument");
      told.forEach((where, text) -> {
        assertThat(text.length()).as(where).isGreaterThan(500);
        run.secrets()
            .forEach(
                (kind, all) -> all.forEach(one -> assertAbsent(text, one, kind + " in " + where)));
      });
    }
  }

  // The whole of a short one, each part of a long one.
  private static void assertAbsent(String text, String secret, String what) {
    if (secret.length() < 3 * WINDOW) {
      assertThat(text.contains(secret)).as(what).isFalse();
      return;
    }
    for (int start = 0; start + WINDOW <= secret.length(); start += WINDOW / 2) {
      String part = secret.substring(start, start + WINDOW);
      assertThat(text.contains(part)).as("%s: %s of %s", what, part, secret).isFalse();
    }
  }

  private static void wherePeopleMistakeOneDoorForAnother(SecretRun run) {
    for (String address :
        List.of(app.mcpUrl(), app.issuer() + "/token", app.origin() + "/whoami")) {
      Http.postJson(address, "{}", "Authorization", OPEN);
    }
    Http.get(app.origin() + "/console/runs?password=" + PASSWORD);
    Http.get(app.origin() + "/nowhere?password=" + PASSWORD);
    run.keep("console's password", "not-the-console-s-password");
    get("runs", "Basic " + Http.base64("console:not-the-console-s-password"));
    Http.get(app.issuer() + "/a-mark-at-the-end");
  }

  private static Map<String, String> told() {
    var told = new LinkedHashMap<String, String>();
    told.put("page", get("", OPEN));
    told.put("list", get("runs", OPEN));
    told.put("map", get("map", OPEN));
    told.put("trace", trace());
    for (Object run : new JsonObject(get("runs", OPEN)).getJsonArray("runs")) {
      long id = ((JsonObject) run).getLong("id");
      for (String file : List.of("", "/export.json", "/export.har")) {
        told.put("run " + id + file, get("runs/" + id + file, OPEN));
      }
    }
    return told;
  }

  private static String get(String path, String credentials) {
    return Http.get(app.origin() + "/console/" + path, "Authorization", credentials)
        .body();
  }

  private static String trace() {
    try {
      return Files.readString(TRACE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryFile() {
    try {
      return Files.createTempFile("gatehouse-trace", ".jsonl");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
