package dev.gatehouse.mcp.legacy;

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
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The revisions that open with {@code initialize}; MCP 2025-11-25 "Lifecycle". Without sessions so far: each request stands alone. */
public final class LegacyEra implements Era {
  private final ServerInfo info;
  private final ToolCalls calls;
  private final String toolList;

  public LegacyEra(ServerInfo info, ToolRegistry tools, Duration timeLimit) {
    this.info = info;
    this.calls = new ToolCalls(tools, timeLimit, UnaryOperator.identity());
    this.toolList = new JsonObject().put("tools", ToolJson.list(tools)).encode();
  }

  /** Nothing: the version was agreed upon in {@code initialize}. */
  @Override
  public void admit(Request request, Headers headers) {}

  @Override
  public Future<Reply> answer(Request request, Exchange exchange) {
    return switch (request.method()) {
      case "initialize" -> result(request, initialized(request));
      case "ping" -> result(request, "{}");
      case "tools/list" -> result(request, listed(request));
      case "tools/call" -> calls.call(request, exchange, faultsAreResults(exchange));
      default -> unknown(request);
    };
  }

  // "Version Negotiation": the client's own revision where it is known, else the newest of these.
  private String initialized(Request request) {
    if (!(request.params().getValue("protocolVersion") instanceof String requested)) {
      throw RpcException.of(
          request.id(), ErrorCode.INVALID_PARAMS, "params.protocolVersion must be a string");
    }
    ProtocolVersion version = ProtocolVersion.of(requested)
        .filter(ProtocolVersion::legacy)
        .orElse(ProtocolVersion.V2025_11_25);
    var result = new JsonObject()
        .put("protocolVersion", version.wire())
        .put("capabilities", new JsonObject().put("tools", new JsonObject()))
        .put("serverInfo", info.toJson());
    if (!info.instructions().isEmpty()) {
      result.put("instructions", info.instructions());
    }
    return result.encode();
  }

  // "Pagination": all tools are on the first page, so no cursor was ever given out.
  private String listed(Request request) {
    if (request.params().containsKey("cursor")) {
      throw RpcException.of(
          request.id(), ErrorCode.INVALID_PARAMS, "there is no such page: leave out the cursor");
    }
    return toolList;
  }

  // SEP-1303: from 2025-11-25 on a model sees what was wrong with its arguments.
  private static boolean faultsAreResults(Exchange exchange) {
    return !exchange.headers().exist()
        || version(exchange).filter(ProtocolVersion.V2025_11_25::equals).isPresent();
  }

  private static Optional<ProtocolVersion> version(Exchange exchange) {
    List<String> values = exchange.headers().all(Headers.PROTOCOL_VERSION);
    return values.stream().findFirst().flatMap(ProtocolVersion::of);
  }

  private static Future<Reply> result(Request request, String json) {
    return Future.succeededFuture(new Reply.Success(request.id(), json, false));
  }

  private static Future<Reply> unknown(Request request) {
    var error = RpcError.of(ErrorCode.METHOD_NOT_FOUND, "this server has no such method");
    return Future.succeededFuture(new Reply.Failure(request.id(), error, Fault.REQUEST));
  }
}
