package dev.gatehouse.console.guide;

import dev.gatehouse.client.ClientEra;
import dev.gatehouse.client.TargetPolicy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One walk: what the guide has learned, and what it has told. Its secrets never leave it but to the servers that they are for. */
final class GuideSession {
  /** Where the walk stands. */
  enum Stage {
    ASK,
    RESOURCE,
    SERVER,
    REGISTER,
    AUTHORIZE,
    TOKEN,
    OPEN,
    READY,
    LIST,
    TOOL,
    BEYOND,
    WIDEN,
    EXCHANGE,
    AGAIN,
    REFRESH,
    REVOKE,
    DONE
  }

  static final int MOST_CHARACTERS = 512 << 10;
  private static final int MOST_PEERS = 100;

  private final String id;
  private final String mcpUrl;
  private final String redirectUri;
  private final ClientEra era;
  private final TargetPolicy targets;
  private final List<JsonObject> told = new ArrayList<>();
  private final Map<String, String> known = new LinkedHashMap<>();
  private final List<Stage> plan = new ArrayList<>(List.of(Stage.values()));
  private final Set<String> peers = new LinkedHashSet<>();
  private Stage stage = Stage.ASK;
  private int place;
  private long characters;
  private boolean busy;

  GuideSession(String id, String mcpUrl, String redirectUri, ClientEra era, TargetPolicy targets) {
    this.id = id;
    this.mcpUrl = mcpUrl;
    this.redirectUri = redirectUri;
    this.era = era;
    this.targets = targets;
    if (era == ClientEra.STATELESS) {
      plan.remove(Stage.READY); // there is no session to be made ready
    }
  }

  /** Where its calls may go. */
  TargetPolicy targets() {
    return targets;
  }

  /** The generation of MCP that is walked. */
  ClientEra era() {
    return era;
  }

  /** Which of the places of a document is tried, from 0. */
  synchronized int place() {
    return place;
  }

  synchronized void nextPlace() {
    place++;
  }

  synchronized void firstPlace() {
    place = 0;
  }

  String mcpUrl() {
    return mcpUrl;
  }

  String redirectUri() {
    return redirectUri;
  }

  String id() {
    return id;
  }

  /** Takes the turn; false while another request has it. */
  synchronized boolean take() {
    boolean free = !busy;
    busy = true;
    return free;
  }

  synchronized void release() {
    busy = false;
  }

  synchronized Stage stage() {
    return stage;
  }

  /** Tells what happened, and goes on if it went well. */
  synchronized void tell(JsonObject telling, Stage next) {
    told.add(telling.put("number", plan.indexOf(stage) + 1));
    characters += telling.encode().length();
    while (characters > MOST_CHARACTERS && told.size() > 1) {
      characters -= told.remove(0).encode().length(); // a server may answer with much
    }
    stage = next;
  }

  /** These are not to come. */
  synchronized void drop(Stage... stages) {
    plan.removeAll(List.of(stages));
  }

  /** Where the authorization request is made that is under way, the first one or the wider one. */
  synchronized Stage asking() {
    return stage == Stage.WIDEN || stage == Stage.EXCHANGE ? Stage.WIDEN : Stage.AUTHORIZE;
  }

  /** A connection of this walk began there. */
  synchronized void sentFrom(String peer) {
    if (peers.size() < MOST_PEERS) {
      peers.add(peer);
    }
  }

  /** Where its connections began. */
  synchronized Set<String> peers() {
    return Set.copyOf(peers);
  }

  synchronized String get(String name) {
    return known.getOrDefault(name, "");
  }

  synchronized void learn(String name, String value) {
    known.put(name, value);
  }

  /** As the page reads it. */
  synchronized JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("url", mcpUrl)
        .put("stage", plan.indexOf(stage))
        .put("stages", plan.size() - 1)
        .put("by_hand", byHand())
        .put("redirect_uri", redirectUri)
        .put("waiting", isWaiting())
        .put("authorize", isWaiting() ? get("authorize") : "")
        .put("steps", new JsonArray(List.copyOf(told)));
  }

  private boolean isWaiting() {
    return (stage == Stage.TOKEN || stage == Stage.EXCHANGE) && get("code").isEmpty();
  }

  // Where nobody may register, or this client may not.
  private boolean byHand() {
    boolean refused =
        !told.isEmpty() && Boolean.FALSE.equals(told.get(told.size() - 1).getBoolean("good"));
    return stage == Stage.REGISTER && (refused || get("registration_endpoint").isEmpty());
  }

  /** Names what was learned, not what it is. */
  @Override
  public synchronized String toString() {
    return "GuideSession[" + stage + ", " + known.keySet() + "]";
  }
}
