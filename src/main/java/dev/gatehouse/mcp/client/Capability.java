package dev.gatehouse.mcp.client;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a client may be able to do for a server; MCP "ClientCapabilities". None may be relied upon that was not declared. */
public enum Capability {
  /** Asks its model. */
  SAMPLING("sampling", ""),
  /** Asks the person to fill in a form. */
  ELICITATION("elicitation", "form"),
  /** Asks the person to open a page. */
  ELICITATION_URL("elicitation", "url"),
  /** Names the directories that it works in. */
  ROOTS("roots", "");

  private final String member;
  private final String mode;

  Capability(String member, String mode) {
    this.member = member;
    this.mode = mode;
  }

  /** Whether the capabilities of a client declare it. Elicitation without a mode means forms, as it did before there were modes. */
  public boolean isIn(JsonObject declared) {
    if (!(declared.getValue(member) instanceof JsonObject detail)) {
      return false;
    }
    return mode.isEmpty()
        || detail.containsKey(mode)
        || (this == ELICITATION && !detail.containsKey(ELICITATION_URL.mode));
  }

  /** Those that a client declares: a few flags, however much it writes beside them. */
  public static Set<Capability> in(JsonObject declared) {
    return Arrays.stream(values())
        .filter(capability -> capability.isIn(declared))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As a client would have to declare it. */
  public JsonObject declaration() {
    var detail = new JsonObject();
    return new JsonObject()
        .put(member, this == ELICITATION_URL ? detail.put(mode, new JsonObject()) : detail);
  }

  /** For people. */
  public String wire() {
    return this == ELICITATION_URL ? "elicitation by URL" : member;
  }
}
