package dev.gatehouse.mcp.call;

import dev.gatehouse.mcp.Capability;
import dev.gatehouse.mcp.UnsupportedByClientException;
import dev.gatehouse.mcp.era.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** How a run asks its client, which differs between the generations of the protocol. */
public interface Questions {
  /** Of a client that declared nothing, or cannot be reached. */
  Questions NONE = new Questions() {
    @Override
    public boolean can(Capability capability) {
      return false;
    }

    @Override
    public Future<JsonObject> ask(String key, Query query, Clockwork clockwork) {
      return Future.failedFuture(new UnsupportedByClientException(query.capability()));
    }
  };

  /** Whether the client declared it, and can be reached. */
  boolean can(Capability capability);

  /** Asks, or gives the answer that is there already. Called with a capability that the client has. */
  Future<JsonObject> ask(String key, Query query, Clockwork clockwork);

  /** What to reply instead of the result, where the run cannot go on before the client has answered. */
  default Optional<Reply> instead() {
    return Optional.empty();
  }

  /** The run is over: what is still open is withdrawn. */
  default void close() {}
}
