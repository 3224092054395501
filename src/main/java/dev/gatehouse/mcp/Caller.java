package dev.gatehouse.mcp;

import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Who calls a tool, and on whose behalf: what the token says, and nothing that the arguments claim. */
public interface Caller {
  /** The person: {@code sub}. */
  String subject();

  /** The program that the person uses: {@code client_id}. */
  String clientId();

  /** What the token carries, in its order. */
  Set<String> scopes();

  /** All claims of the token, verified. A copy for the tool to keep. */
  JsonObject claims();

  default boolean holds(String scope) {
    return scopes().contains(scope);
  }

  /**
   * For what needs more than the tool's own scope. Where it is missing the call ends as if the tool had asked for it from the start, and the
   * client learns which scope to get.
   */
  default void require(String scope) {
    if (!holds(scope)) {
      throw new ScopeRequiredException(scope);
    }
  }
}
