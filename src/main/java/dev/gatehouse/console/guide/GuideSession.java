package dev.gatehouse.console.guide;

import dev.gatehouse.client.Era;
import dev.gatehouse.client.TargetPolicy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    CALL,
    REFRESH,
    REVOKE,
    DONE
  }

  private final String id;
  private final String mcpUrl;
  private final String redirectUri;
  private final Era era;
  private final TargetPolicy targets;
  private final List<JsonObject> told = new ArrayList<>();
  private final Map<String, String> known = new LinkedHashMap<>();
  private Stage stage = Stage.ASK;
  private int place;
  private boolean busy;

  GuideSession(String id, String mcpUrl, String redirectUri, Era era, TargetPolicy targets) {
    this.id = id;
    this.mcpUrl = mcpUrl;
    this.redirectUri = redirectUri;
    this.era = era;
    this.targets = targets;
  }

  /** Where its calls may go. */
  TargetPolicy targets() {
    return targets;
  }

  /** The generation of MCP that is walked. */
  Era era() {
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
    told.add(telling);
    stage = next;
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
        .put("stage", List.of(Stage.values()).indexOf(stage))
        .put("stages", Stage.values().length - 1)
        .put("by_hand", byHand())
        .put("redirect_uri", redirectUri)
        .put("waiting", stage == Stage.TOKEN && get("code").isEmpty())
        .put("authorize", stage == Stage.TOKEN && get("code").isEmpty() ? get("authorize") : "")
        .put("steps", new JsonArray(List.copyOf(told)));
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
