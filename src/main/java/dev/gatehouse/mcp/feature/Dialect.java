package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.UnsupportedByClientException;
import dev.gatehouse.mcp.call.Call;
import dev.gatehouse.mcp.call.Runner;
import dev.gatehouse.mcp.call.Subject;
import dev.gatehouse.mcp.era.Exchange;
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
  boolean faultsAreResults(Exchange exchange);

  /** Begins to serve a request: finds out how its client is asked and told. */
  Call begin(Runner runner, Request request, Exchange exchange);

  /** For a client that cannot do what was needed of it. */
  Reply unsupported(Call call, Subject subject, UnsupportedByClientException failure);
}
