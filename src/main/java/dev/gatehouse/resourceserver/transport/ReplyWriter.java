package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.mcp.era.ErrorCategory;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.MessageCodec;
import dev.gatehouse.mcp.jsonrpc.RequestId;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.resourceserver.gate.Challenges;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Writes a reply as an HTTP response, with the status that MCP "Streamable HTTP" asks for. */
final class ReplyWriter {
  private static final CharSequence WWW_AUTHENTICATE =
      HttpHeaders.createOptimized("WWW-Authenticate");

  private final Challenges challenges;

  ReplyWriter(Challenges challenges) {
    this.challenges = challenges;
  }

  void write(RoutingContext ctx, AccessToken token, Reply reply) {
    String json = reply.text();
    if (json == null) {
      ctx.response().setStatusCode(reply instanceof Reply.Accepted ? 202 : 204).end();
      return;
    }
    if (reply instanceof Reply.ScopeMissing missing) {
      challenge(ctx, token, missing);
    }
    int status = status(reply);
    if (status == 429) {
      ctx.response().putHeader(HttpHeaders.RETRY_AFTER, "1"); // RFC 6585 §4
    }
    send(ctx, status, json);
  }

  /** An error of the transport: there is no id to echo. */
  static void refuse(RoutingContext ctx, int status, String message) {
    refuse(ctx, status, RequestId.NONE, RpcError.of(ErrorCode.INVALID_REQUEST, message));
  }

  /** As {@link #refuse}, with the scopes to get. */
  static void challenge(RoutingContext ctx, String challenge, String message) {
    ctx.response().putHeader(WWW_AUTHENTICATE, challenge);
    refuse(ctx, 403, message);
  }

  static void refuse(RoutingContext ctx, int status, RequestId id, RpcError error) {
    send(ctx, status, MessageCodec.failure(id, error));
  }

  static void send(RoutingContext ctx, int status, String json) {
    JsonAnswer.send(ctx, status, json);
  }

  // MCP 2025-11-25 authorization, "Runtime Insufficient Scope Errors".
  private void challenge(RoutingContext ctx, AccessToken token, Reply.ScopeMissing missing) {
    String description =
        missing.kind() + " '" + missing.name() + "' requires scope '" + missing.needed() + "'";
    String challenge =
        challenges.insufficientScope(ctx, Scopes.of(missing.needed()), token.scopes(), description);
    ctx.response().putHeader(WWW_AUTHENTICATE, challenge);
  }

  private static int status(Reply reply) {
    if (reply instanceof Reply.ScopeMissing) {
      return 403;
    }
    return reply instanceof Reply.Failure failure ? status(failure.fault()) : 200;
  }

  private static int status(ErrorCategory fault) {
    return switch (fault) {
      case MESSAGE -> 400;
      case METHOD -> 404;
      case REQUEST -> 200;
      case RATE -> 429;
    };
  }
}
