package dev.gatehouse.mcp.modern;

import dev.gatehouse.mcp.UnsupportedByClientException;
import dev.gatehouse.mcp.call.Call;
import dev.gatehouse.mcp.call.Notices;
import dev.gatehouse.mcp.call.Runner;
import dev.gatehouse.mcp.call.Subject;
import dev.gatehouse.mcp.era.Exchange;
import dev.gatehouse.mcp.era.Fault;
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
  public boolean faultsAreResults(Exchange exchange) {
    return true;
  }

  @Override
  public Call begin(Runner runner, Request request, Exchange exchange) {
    return runner.call(
        request,
        exchange,
        new ReplayQuestions(states, request, exchange, meta),
        new Notices(
            request, exchange.outlet(), RequestMetadata.logLevel(request).orElse(null)));
  }

  // "Error Codes", MissingRequiredClientCapability.
  @Override
  public Reply unsupported(Call call, Subject subject, UnsupportedByClientException failure) {
    var data = new JsonObject().put("requiredCapabilities", failure.capability().declaration());
    var error = new RpcError(
        ErrorCode.MISSING_CLIENT_CAPABILITY,
        "the " + subject.kind() + " needs a client that can do "
            + failure.capability().wire(),
        data);
    return new Reply.Failure(call.request().id(), error, Fault.MESSAGE);
  }
}
