package dev.gatehouse.mcp.call;

import dev.gatehouse.mcp.client.Capability;
import dev.gatehouse.mcp.client.MissingCapabilityException;
import dev.gatehouse.mcp.era.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** How a run asks its client, which differs between the generations of the protocol. */
public interface QuestionChannel {
  /** Of a client that declared nothing, or cannot be reached. */
  QuestionChannel NONE = new QuestionChannel() {
    @Override
    public boolean can(Capability capability) {
      return false;
    }

    @Override
    public Future<JsonObject> ask(String key, ClientQuestion query, InvocationTimers clockwork) {
      return Future.failedFuture(new MissingCapabilityException(query.capability()));
    }
  };

  /** Whether the client declared it, and can be reached. */
  boolean can(Capability capability);

  /** Asks, or gives the answer that is there already. Called with a capability that the client has. */
  Future<JsonObject> ask(String key, ClientQuestion query, InvocationTimers clockwork);

  /** What to reply instead of the result, where the run cannot go on before the client has answered. */
  default Optional<Reply> instead() {
    return Optional.empty();
  }

  /** The run is over: what is still open is withdrawn. */
  default void close() {}
}
