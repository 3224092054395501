package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A diagnosis that a client's fault brought about, as the page reads it. */
final class Provoked {
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
    return diagnosis;
  }

  /** The diagnosis with that id, in whichever run it is. */
  JsonObject anywhere(String id) {
    Eventually.within(Duration.ofSeconds(5), id, () -> all(id).findFirst().isPresent());
    return all(id).findFirst().orElseThrow();
  }

  private Stream<JsonObject> all(String id) {
    return console.runs().stream()
        .map(run -> console.open(run.getLong("id")))
        .map(run -> find(run, id))
        .filter(Objects::nonNull);
  }

  private static JsonObject find(JsonObject run, String id) {
    List<JsonObject> all = Watched.objects(run, "diagnoses");
    return all.stream()
        .filter(one -> one.getString("id").equals(id))
        .findFirst()
        .orElse(null);
  }
}
