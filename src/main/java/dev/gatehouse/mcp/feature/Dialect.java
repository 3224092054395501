package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.call.Invocation;
import dev.gatehouse.mcp.call.InvocationTarget;
import dev.gatehouse.mcp.call.Invoker;
import dev.gatehouse.mcp.client.MissingCapabilityException;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import io.vertx.core.json.JsonObject;

/** How one generation of the protocol says what both have to say. */
public interface Dialect {
  /** Adds what each result has. */
  JsonObject result(JsonObject json);

  /** Adds what a result has that a client may keep; one that is the same for every caller may be kept for all. */
  JsonObject cacheable(JsonObject json, boolean sameForAll);

  /** Of the error for a resource that is not there. */
  ErrorCode noResource();

  /** Whether a model sees what was wrong with its arguments, as a result, or its program, as an error. */
  boolean faultsAreResults(MessageContext exchange);

  /** Begins to serve a request: finds out how its client is asked and told. */
  Invocation begin(Invoker runner, Request request, MessageContext exchange);

  /** For a client that cannot do what was needed of it. */
  Reply unsupported(Invocation call, InvocationTarget subject, MissingCapabilityException failure);
}
