package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A diagnosis that a client's fault brought about, as the page reads it. The run that it stands in is left in {@code target/diagnoses}, for
 * the integration test that shows each in a real browser.
 */
final class Provoked {
  private static final Path DIRECTORY = Path.of("target", "diagnoses");

  private final Watched console;

  Provoked(App app) {
    this.console = new Watched(app);
  }

  /** The diagnosis with that id in a run of that client. */
  JsonObject in(String client, String id) {
    JsonObject run = console.run(client, found -> find(found, id) != null);
    JsonObject diagnosis = find(run, id);
    assertThat(diagnosis.getString("title")).isNotBlank();
    assertThat(diagnosis.getString("what")).isNotBlank();
    assertThat(diagnosis.getString("right")).isNotBlank();
    keep(run, id);
    return diagnosis;
  }

  /** The diagnosis with that id, in whichever run it is. */
  JsonObject anywhere(String id) {
    Eventually.until(id, () -> with(id).findFirst().isPresent());
    JsonObject run = with(id).findFirst().orElseThrow();
    keep(run, id);
    return find(run, id);
  }

  private Stream<JsonObject> with(String id) {
    return console.runs().stream()
        .map(run -> console.open(run.getLong("id")))
        .filter(run -> find(run, id) != null);
  }

  private static void keep(JsonObject run, String id) {
    try {
      Files.createDirectories(DIRECTORY);
      Files.writeString(DIRECTORY.resolve(id + ".json"), run.encode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject find(JsonObject run, String id) {
    List<JsonObject> all = Watched.objects(run, "diagnoses");
    return all.stream()
        .filter(one -> one.getString("id").equals(id))
        .findFirst()
        .orElse(null);
  }
}
