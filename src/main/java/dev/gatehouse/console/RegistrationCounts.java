package dev.gatehouse.console;

import dev.gatehouse.console.run.JsonBodies;
import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often the same program registered: counted as it happens, because to look through all runs for it took longer the more there were.
 * Forgets the program that was not seen for longest.
 */
final class RegistrationCounts {
  private static final int MOST = 1_000;

  private final Map<String, Integer> counts = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
      return size() > MOST;
    }
  };

  /** How many there were with this one; none where it was refused. */
  synchronized int count(RunStep registration) {
    JsonObject answer = JsonBodies.answer(registration.exchange());
    return answer.containsKey("client_id")
        ? counts.merge(Secrets.sha256(identity(answer)), 1, Integer::sum)
        : 0;
  }

  synchronized void clear() {
    counts.clear();
  }

  private static String identity(JsonObject answer) {
    return answer.getString("client_name", "") + ' ' + answer.getValue("redirect_uris");
  }
}
