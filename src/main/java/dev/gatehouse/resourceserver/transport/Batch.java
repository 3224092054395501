package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.mcp.era.Exchange;
import dev.gatehouse.mcp.era.Fault;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.mcp.server.McpServer;
import dev.gatehouse.mcp.session.Cancellation;
import dev.gatehouse.mcp.session.Outlet;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Several messages in one POST, which only a session of 2025-03-26 has; MCP 2025-03-26 "Batching". Each stands at the gate for itself: a
 * missing scope is an error among the answers. Answered as JSON, so nothing is said before.
 */
final class Batch {
  private final McpServer server;
  private final HttpSession session;
  private final AccessToken token;
  private final CallDecisions decisions;

  Batch(McpServer server, HttpSession session, AccessToken token, CallDecisions decisions) {
    this.server = server;
    this.session = session;
    this.token = token;
    this.decisions = decisions;
  }

  void serve(RoutingContext ctx, List<Message> messages) {
    List<Future<Reply>> replies =
        messages.stream().map(message -> handle(ctx, message)).toList();
    Context context = ctx.vertx().getOrCreateContext();
    Future.all(replies)
        .onSuccess(all -> context.runOnContext(later -> write(ctx, replies)))
        .onFailure(ctx::fail);
  }

  private Future<Reply> handle(RoutingContext ctx, Message message) {
    if (message instanceof Message.Request request && request.method().equals("initialize")) {
      var error = RpcError.of(ErrorCode.INVALID_REQUEST, "initialize must not be part of a batch");
      return Future.succeededFuture(new Reply.Failure(request.id(), error, Fault.REQUEST));
    }
    var exchange = new Exchange(
        new HttpFields(ctx.request().headers()),
        StreamableHttp.principal(token),
        session.session(),
        Outlet.NONE,
        new Cancellation());
    return server
        .handle(message, exchange)
        .onSuccess(reply -> decisions.announce(message, token, reply));
  }

  private static void write(RoutingContext ctx, List<Future<Reply>> replies) {
    String answers = replies.stream()
        .map(Future::result)
        .map(ReplyWriter::text)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(","));
    if (answers.isEmpty()) {
      ctx.response().setStatusCode(202).end();
    } else {
      ReplyWriter.send(ctx, 200, "[" + answers + "]");
    }
  }
}
