package dev.gatehouse.mcp.modern;

import dev.gatehouse.mcp.era.Era;
import dev.gatehouse.mcp.era.Exchange;
import dev.gatehouse.mcp.era.Fault;
import dev.gatehouse.mcp.era.Headers;
import dev.gatehouse.mcp.era.ProtocolVersion;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.era.ToolCalls;
import dev.gatehouse.mcp.era.ToolJson;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import dev.gatehouse.mcp.registry.ToolRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** The stateless revision, MCP 2026-07-28: no handshake, no session; each request is checked by what it carries. */
public final class ModernEra implements Era {
  /** How long a client may keep a list; they change with the program alone. */
  private static final int FRESH_MILLIS = 300_000;

  private final JsonObject meta;
  private final ToolCalls calls;
  private final String toolList;
  private final String discovery;

  public ModernEra(ServerInfo info, ToolRegistry tools, Duration timeLimit) {
    this.meta = new JsonObject().put(RequestMetadata.SERVER_INFO, info.toJson());
    this.calls = new ToolCalls(tools, timeLimit, this::complete);
    this.toolList = cacheable(new JsonObject().put("tools", ToolJson.list(tools)));
    this.discovery = cacheable(discovery(info));
  }

  @Override
  public void admit(Request request, Headers headers) {
    RequestMetadata.check(request, headers);
    MirroredHeaders.check(request, headers);
  }

  @Override
  public Future<Reply> answer(Request request, Exchange exchange) {
    return switch (request.method()) {
      case "server/discover" -> result(request, discovery);
      case "tools/list" -> result(request, listed(request));
      case "tools/call" -> calls.call(request, exchange, true);
      default -> unknown(request);
    };
  }

  private static JsonObject discovery(ServerInfo info) {
    var result = new JsonObject()
        .put("supportedVersions", new JsonArray(ProtocolVersion.supported()))
        .put("capabilities", new JsonObject().put("tools", new JsonObject()));
    return info.instructions().isEmpty() ? result : result.put("instructions", info.instructions());
  }

  // "Pagination": all tools are on the first page, so no cursor was ever given out.
  private String listed(Request request) {
    if (request.params().containsKey("cursor")) {
      throw RpcException.of(
          request.id(), ErrorCode.INVALID_PARAMS, "there is no such page: leave out the cursor");
    }
    return toolList;
  }

  // "ResultType", and "Per-response protocol fields".
  private JsonObject complete(JsonObject result) {
    return result.put("resultType", "complete").put("_meta", meta);
  }

  // "Caching": the same for every caller, so that a shared cache may keep it.
  private String cacheable(JsonObject result) {
    return complete(result)
        .put("ttlMs", FRESH_MILLIS)
        .put("cacheScope", "public")
        .encode();
  }

  private static Future<Reply> result(Request request, String json) {
    return Future.succeededFuture(new Reply.Success(request.id(), json, false));
  }

  private static Future<Reply> unknown(Request request) {
    var error = RpcError.of(
        ErrorCode.METHOD_NOT_FOUND, "this server has no such method in revision 2026-07-28");
    return Future.succeededFuture(new Reply.Failure(request.id(), error, Fault.METHOD));
  }
}
