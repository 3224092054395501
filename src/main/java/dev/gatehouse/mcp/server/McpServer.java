package dev.gatehouse.mcp.server;

import dev.gatehouse.mcp.era.Era;
import dev.gatehouse.mcp.era.Exchange;
import dev.gatehouse.mcp.era.Fault;
import dev.gatehouse.mcp.era.Headers;
import dev.gatehouse.mcp.era.ProtocolVersion;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.RequestId;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import dev.gatehouse.mcp.legacy.LegacyEra;
import dev.gatehouse.mcp.modern.ModernEra;
import dev.gatehouse.mcp.modern.RequestMetadata;
import dev.gatehouse.mcp.registry.ToolRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * An MCP server of both generations; MCP 2026-07-28 "Backward Compatibility": a request with per-request metadata is served statelessly,
 * {@code initialize} and what follows it as the older revisions have it. One per event loop.
 */
public final class McpServer {
  private final Era legacy;
  private final Era modern;

  public McpServer(ServerInfo info, ToolRegistry tools, Duration timeLimit) {
    this.legacy = new LegacyEra(info, tools, timeLimit);
    this.modern = new ModernEra(info, tools, timeLimit);
  }

  /** Answers a message. Fails only for a mistake of ours. */
  public Future<Reply> handle(Message message, Exchange exchange) {
    if (message instanceof Message.Request request) {
      return answer(request, exchange);
    }
    return Future.succeededFuture(
        message instanceof Message.Notification notification
            ? notified(notification, exchange)
            : new Reply.Accepted());
  }

  private Future<Reply> answer(Message.Request request, Exchange exchange) {
    Era era = isModern(request, exchange.headers()) ? modern : legacy;
    try {
      era.admit(request, exchange.headers());
    } catch (RpcException refusal) {
      return refused(refusal, Fault.MESSAGE);
    }
    try {
      return era.answer(request, exchange);
    } catch (RpcException refusal) {
      return refused(refusal, Fault.REQUEST);
    }
  }

  // The header alone decides where the body does not say: a version that is unknown, or given
  // twice,
  // goes to the generation that must refuse it.
  private static boolean isModern(Message.Request request, Headers headers) {
    if (RequestMetadata.isIn(request)) {
      return true;
    }
    List<String> versions = headers.all(Headers.PROTOCOL_VERSION);
    if (versions.isEmpty()) {
      return false;
    }
    boolean known = isSupported(versions);
    return !known || !(isLegacy(versions.get(0)) || request.method().equals("initialize"));
  }

  // JSON-RPC 2.0 §4.1: a notification has no outcome, so none may do what a caller would want to
  // know the outcome of.
  private static Reply notified(Message.Notification notification, Exchange exchange) {
    List<String> versions = exchange.headers().all(Headers.PROTOCOL_VERSION);
    if (!versions.isEmpty() && !isSupported(versions)) {
      return failure(RequestMetadata.unsupported(String.join(", ", versions)));
    }
    if (notification.method().startsWith("notifications/")) {
      return new Reply.Accepted();
    }
    return failure(RpcError.of(
        ErrorCode.INVALID_REQUEST,
        "a message without an id is a notification: a call needs an id"));
  }

  private static boolean isSupported(List<String> versions) {
    return versions.size() == 1 && ProtocolVersion.of(versions.get(0)).isPresent();
  }

  private static boolean isLegacy(String version) {
    return ProtocolVersion.of(version).filter(ProtocolVersion::legacy).isPresent();
  }

  private static Reply failure(RpcError error) {
    return new Reply.Failure(RequestId.NONE, error, Fault.MESSAGE);
  }

  private static Future<Reply> refused(RpcException refusal, Fault fault) {
    return Future.succeededFuture(new Reply.Failure(refusal.id(), refusal.error(), fault));
  }
}
