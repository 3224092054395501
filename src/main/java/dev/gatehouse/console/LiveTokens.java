package dev.gatehouse.console;

import dev.gatehouse.console.run.ClientName;
import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.handshake.DecodedToken;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.jose.NumericDate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The access tokens that were seen to be issued and have not ended, by their marks. A family is what came from one consent: with its refresh
 * token all of it ends.
 */
final class LiveTokens {
  private static final int MOST = 500;
  private static final int MARKS_OF_A_FAMILY = 64;

  private record Live(String client, Map<String, Object> claims, Set<String> family) {}

  private final Map<String, Live> tokens = new LinkedHashMap<>();

  /** Learns from the latest step of a run. */
  synchronized void look(RunView run) {
    RunStep step = run.latest();
    Set<String> marks = step.exchange().marks();
    if (step.turn() != RunStep.Turn.GRANTED) {
      return;
    }
    if (step.kind() == Step.REVOCATION) {
      end(marks);
    } else if (step.kind() == Step.TOKEN
        || step.kind() == Step.REFRESH
        || step.kind() == Step.CLIENT_CREDENTIALS) {
      step.exchange().tokens().stream()
          .filter(token -> token.place().equals("access_token"))
          .forEach(token -> begin(token, run.name(), marks));
    }
  }

  synchronized JsonArray json(Instant now) {
    tokens.values().removeIf(token -> ends(token) <= now.getEpochSecond());
    var all = new JsonArray();
    tokens.forEach((mark, token) -> all.add(new JsonObject()
        .put("mark", mark)
        .put("client", token.client())
        .put("sub", text(token, "sub"))
        .put("scope", text(token, "scope"))
        .put("exp", ends(token))));
    return all;
  }

  synchronized void clear() {
    tokens.clear();
  }

  private void begin(DecodedToken token, ClientName name, Set<String> marks) {
    Set<String> family = tokens.values().stream()
        .map(Live::family)
        .filter(known -> known.stream().anyMatch(marks::contains))
        .findFirst()
        .orElseGet(LinkedHashSet::new);
    remember(family, marks, "token:" + token.mark());
    tokens.put(token.mark(), new Live(name.text(), token.claims(), family));
    if (tokens.size() > MOST) {
      tokens.remove(tokens.keySet().iterator().next());
    }
  }

  // What ends a family, newest last: its code and its refresh tokens. Where these do not rotate,
  // the same one comes each time with another access token.
  private static void remember(Set<String> family, Set<String> marks, String accessToken) {
    for (String mark : marks) {
      if (!mark.equals(accessToken)) {
        family.remove(mark);
        family.add(mark);
      }
    }
    Iterator<String> oldest = family.iterator();
    while (family.size() > MARKS_OF_A_FAMILY) {
      oldest.next();
      oldest.remove();
    }
  }

  // An access token ends alone.
  private void end(Set<String> marks) {
    boolean alone = tokens.keySet().removeIf(mark -> marks.contains("token:" + mark));
    if (!alone) {
      tokens.values().removeIf(token -> token.family().stream().anyMatch(marks::contains));
    }
  }

  private static long ends(Live token) {
    return NumericDate.read(token.claims().get("exp"))
        .map(Instant::getEpochSecond)
        .orElse(0L);
  }

  private static String text(Live token, String claim) {
    return Objects.toString(token.claims().get(claim), "");
  }
}
