package dev.gatehouse.mcp.server;

import dev.gatehouse.mcp.era.Era;
import dev.gatehouse.mcp.era.ErrorCategory;
import dev.gatehouse.mcp.era.Headers;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.RequestId;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import dev.gatehouse.mcp.legacy.LegacyEra;
import dev.gatehouse.mcp.modern.ModernEra;
import dev.gatehouse.mcp.modern.RequestMetadata;
import dev.gatehouse.mcp.modern.RequestStates;
import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.mcp.registry.LoopRegistry;
import dev.gatehouse.mcp.session.MessageSink;
import dev.gatehouse.mcp.session.ProtocolVersion;
import dev.gatehouse.mcp.session.Session;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server of both generations; MCP 2026-07-28 "Backward Compatibility": a request with per-request metadata is served statelessly,
 * {@code initialize} and what follows it as the older revisions have it. One per event loop.
 */
public final class McpServer {
  private static final RpcError BUSY = RpcError.of(
      ErrorCode.INVALID_REQUEST,
      "this id is in use by another request, or too many requests of this client are under way");

  private final LiveOffer offer;
  private final Era legacy;
  private final Era modern;

  public McpServer(
      Vertx vertx, ServerInfo info, LiveOffer offer, ServerRules rules, RequestStates states) {
    this.offer = offer;
    var offered = new LoopRegistry(offer);
    this.legacy = new LegacyEra(vertx, info, offered, rules);
    this.modern = new ModernEra(vertx, info, offer, offered, rules, states);
  }

  /** A session over a transport that is one connection to one client. */
  public Session connect(MessageSink unrelated) {
    var session = new Session(unrelated);
    offer.listen(session);
    return session;
  }

  /** Tells those who listen that nothing will change any more. */
  public void stop() {
    offer.stop();
  }

  /** Answers a message. Fails only for a mistake of ours. Not always on the thread that asked. */
  public Future<Reply> handle(Message message, MessageContext exchange) {
    if (message instanceof Message.Request request) {
      return answer(request, exchange);
    }
    return Future.succeededFuture(taken(message, exchange));
  }

  private static Reply taken(Message message, MessageContext exchange) {
    if (!speaks(exchange.headers())) {
      return failure(RequestMetadata.unsupported(
          String.join(", ", exchange.headers().all(Headers.PROTOCOL_VERSION))));
    }
    if (message instanceof Message.Notification notification) {
      return notified(notification, exchange.session());
    }
    // MCP 2026-07-28 "Sending Messages" 4.
    if (namesModern(exchange.headers())) {
      return failure(RpcError.of(
          ErrorCode.INVALID_REQUEST,
          "in 2026-07-28 a client sends no responses: answers go into inputResponses"));
    }
    Session session = exchange.session();
    if (session != null) {
      session.answered((Message.Response) message, exchange.principal().scopes());
    }
    return new Reply.Accepted();
  }

  /** Whether a message names no version beside it, or one that is spoken here. */
  public static boolean speaks(Headers headers) {
    List<String> versions = headers.all(Headers.PROTOCOL_VERSION);
    return versions.isEmpty() || isSupported(versions);
  }

  /** Whether a message names the revision beside it that has no sessions. */
  public static boolean namesModern(Headers headers) {
    List<String> versions = headers.all(Headers.PROTOCOL_VERSION);
    return isSupported(versions) && !isLegacy(versions.get(0));
  }

  private Future<Reply> answer(Request request, MessageContext exchange) {
    Era era = isModern(request, exchange.headers()) ? modern : legacy;
    try {
      era.admit(request, exchange);
    } catch (RpcException refusal) {
      return refused(refusal, ErrorCategory.MESSAGE);
    }
    Session session = exchange.session();
    if (session != null && !session.begin(request.id(), exchange.cancellation())) {
      return Future.succeededFuture(new Reply.Failure(request.id(), BUSY, ErrorCategory.REQUEST));
    }
    Future<Reply> reply = answered(era, request, exchange);
    return session == null ? reply : reply.onComplete(over -> session.end(request.id()));
  }

  private static Future<Reply> answered(Era era, Request request, MessageContext exchange) {
    try {
      return era.answer(request, exchange);
    } catch (RpcException refusal) {
      return refused(refusal, ErrorCategory.REQUEST);
    }
  }

  /**
   * Whether a message is one of 2026-07-28, where there are no sessions. The header decides where the body does not say, but not for {@code
   * initialize}: its body negotiates the version, and a client that names one beside it, known or not, is to learn from the answer which is
   * spoken here.
   */
  public static boolean isModern(Message message, Headers headers) {
    if (message instanceof Request request) {
      return RequestMetadata.isIn(request.params())
          || (!request.method().equals("initialize") && namesNoLegacy(headers));
    }
    return namesModern(headers)
        || (message instanceof Message.Notification notification
            && RequestMetadata.isIn(notification.params()));
  }

  // A version that is unknown, or given twice, goes to the generation that must refuse it.
  private static boolean namesNoLegacy(Headers headers) {
    List<String> versions = headers.all(Headers.PROTOCOL_VERSION);
    return !versions.isEmpty() && !(isSupported(versions) && isLegacy(versions.get(0)));
  }

  // JSON-RPC 2.0 §4.1: a notification has no outcome, so none may do what a caller would want to
  // know the outcome of.
  private static Reply notified(Message.Notification notification, @Nullable Session session) {
    if (notification.method().startsWith("notifications/")) {
      cancel(notification, session);
      return new Reply.Accepted();
    }
    return failure(RpcError.of(
        ErrorCode.INVALID_REQUEST,
        "a message without an id is a notification: a call needs an id"));
  }

  // MCP "Cancellation": what is not under way, or malformed, is ignored.
  private static void cancel(Message.Notification notification, @Nullable Session session) {
    if (session != null && notification.method().equals("notifications/cancelled")) {
      Object id = notification.params().getValue("requestId");
      if (RequestId.legal(id)) {
        session.cancel(RequestId.of(id));
      }
    }
  }

  private static boolean isSupported(List<String> versions) {
    return versions.size() == 1 && ProtocolVersion.of(versions.get(0)).isPresent();
  }

  private static boolean isLegacy(String version) {
    return ProtocolVersion.of(version).filter(ProtocolVersion::legacy).isPresent();
  }

  private static Reply failure(RpcError error) {
    return new Reply.Failure(RequestId.NONE, error, ErrorCategory.MESSAGE);
  }

  private static Future<Reply> refused(RpcException refusal, ErrorCategory fault) {
    return Future.succeededFuture(new Reply.Failure(refusal.id(), refusal.error(), fault));
  }
}
