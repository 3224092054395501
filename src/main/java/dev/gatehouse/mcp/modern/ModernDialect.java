package dev.gatehouse.mcp.modern;

import dev.gatehouse.mcp.call.Invocation;
import dev.gatehouse.mcp.call.InvocationTarget;
import dev.gatehouse.mcp.call.Invoker;
import dev.gatehouse.mcp.call.Notifications;
import dev.gatehouse.mcp.client.MissingCapabilityException;
import dev.gatehouse.mcp.era.ErrorCategory;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.feature.Dialect;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import io.vertx.core.json.JsonObject;

/** How 2026-07-28 says it: each result tells its type, who answers, and how long it may be kept. */
final class ModernDialect implements Dialect {
  /** How long a client may keep what it read; a change of a list is announced to those who listen. */
  private static final int FRESH_MILLIS = 300_000;

  private final JsonObject meta;
  private final RequestStates states;

  ModernDialect(ServerInfo info, RequestStates states) {
    this.meta = new JsonObject().put(RequestMetadata.SERVER_INFO, info.toJson());
    this.states = states;
  }

  // "ResultType", and "Per-response protocol fields".
  @Override
  public JsonObject result(JsonObject json) {
    return json.put("resultType", "complete").put("_meta", meta);
  }

  // "Caching": private is what a shared cache must not show to another caller.
  @Override
  public JsonObject cacheable(JsonObject json, boolean sameForAll) {
    return json.put("ttlMs", sameForAll ? FRESH_MILLIS : 0)
        .put("cacheScope", sameForAll ? "public" : "private");
  }

  @Override
  public ErrorCode noResource() {
    return ErrorCode.INVALID_PARAMS;
  }

  @Override
  public boolean faultsAreResults(MessageContext exchange) {
    return true;
  }

  @Override
  public Invocation begin(Invoker runner, Request request, MessageContext exchange) {
    return runner.call(
        request,
        exchange,
        new ReplayQuestions(states, request, exchange, meta),
        new Notifications(
            request, exchange.outlet(), RequestMetadata.logLevel(request).orElse(null)));
  }

  // "Error Codes", MissingRequiredClientCapability.
  @Override
  public Reply unsupported(
      Invocation call, InvocationTarget subject, MissingCapabilityException failure) {
    var data = new JsonObject().put("requiredCapabilities", failure.capability().declaration());
    var error = new RpcError(
        ErrorCode.MISSING_CLIENT_CAPABILITY,
        "the " + subject.kind() + " needs a client that can do "
            + failure.capability().wire(),
        data);
    return new Reply.Failure(call.request().id(), error, ErrorCategory.MESSAGE);
  }
}
