package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.RequestLimits;
import dev.gatehouse.mcp.Principal;
import dev.gatehouse.mcp.era.Exchange;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.MessageCodec;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import dev.gatehouse.mcp.server.McpServer;
import dev.gatehouse.resourceserver.gate.BearerGate;
import dev.gatehouse.resourceserver.gate.Challenges;
import dev.gatehouse.resourceserver.gate.Guard;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The MCP endpoint; MCP 2026-07-28 and 2025-11-25 "Streamable HTTP". One POST is one message; the answer is JSON. The gate stands before the
 * body, so that nothing of a stranger's is read.
 */
public final class StreamableHttp implements Endpoint {
  /** The last is for a client that was given the bare origin; the landing page, mounted before, answers browsers there. */
  private static final List<String> PATHS = List.of("/mcp", "/mcp/", "/");

  private final McpServer server;
  private final Guard guard;
  private final ReplyWriter writer;
  private final CallDecisions decisions;

  public StreamableHttp(McpServer server, Guard guard, Challenges challenges, Decisions decisions) {
    this.server = server;
    this.guard = guard;
    this.writer = new ReplyWriter(challenges);
    this.decisions = new CallDecisions(decisions);
  }

  @Override
  public void mount(Router router) {
    PATHS.forEach(path -> mount(router, path));
  }

  // Two routes, because only what fails from the body on is answered as JSON-RPC.
  private void mount(Router router, String path) {
    guard.on(router.route(path), HttpMethod.POST).handler(StreamableHttp::requireJson);
    router
        .post(path)
        .handler(RequestLimits.body(RequestLimits.MESSAGE))
        .handler(this::post)
        .failureHandler(StreamableHttp::failed);
  }

  private void post(RoutingContext ctx) {
    AccessToken token = BearerGate.tokenOf(ctx);
    try {
      Message message = MessageCodec.decode(body(ctx));
      server
          .handle(message, new Exchange(new HttpFields(ctx.request().headers()), principal(token)))
          .onSuccess(reply -> answer(ctx, token, message, reply))
          .onFailure(ctx::fail);
    } catch (RpcException refusal) {
      ReplyWriter.refuse(ctx, 400, refusal.id(), refusal.error());
    }
  }

  private void answer(RoutingContext ctx, AccessToken token, Message message, Reply reply) {
    decisions.announce(message, token, reply);
    writer.write(ctx, token, reply);
  }

  private static Buffer body(RoutingContext ctx) {
    return Objects.requireNonNullElseGet(ctx.body().buffer(), Buffer::buffer);
  }

  private static Principal principal(AccessToken token) {
    return new Principal(token.subject(), token.clientId(), token.scopes().tokens(), token::claims);
  }

  // A page of a foreign site can send text/plain without asking first: only JSON is a message.
  private static void requireJson(RoutingContext ctx) {
    String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
    String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (media.equals("application/json")) {
      ctx.next();
    } else {
      ReplyWriter.refuse(ctx, 415, "Content-Type must be application/json");
    }
  }

  private static void failed(RoutingContext ctx) {
    if (ctx.statusCode() == 413) {
      ReplyWriter.refuse(
          ctx, 413, "the message is larger than " + RequestLimits.MESSAGE + " bytes");
    } else {
      ctx.next();
    }
  }
}
