package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.RequestLine;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.limit.RequestLimits;
import dev.gatehouse.http.limit.RequestRoom;
import dev.gatehouse.mcp.caller.Principal;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.MessageCodec;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import dev.gatehouse.mcp.server.Batch;
import dev.gatehouse.mcp.server.McpServer;
import dev.gatehouse.mcp.session.Cancellation;
import dev.gatehouse.mcp.session.MessageSink;
import dev.gatehouse.mcp.session.Session;
import dev.gatehouse.resourceserver.gate.BearerGate;
import dev.gatehouse.resourceserver.gate.Challenges;
import dev.gatehouse.resourceserver.gate.GuardedEndpoint;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The MCP endpoint; MCP 2026-07-28 and 2025-11-25 "Streamable HTTP". One POST is one message. The gate stands before the body, so that
 * nothing of a stranger's is read.
 */
public final class StreamableHttp implements Endpoint {
  /** The last is for a client that was given the bare origin; the landing page, mounted before, answers browsers there. */
  private static final List<String> PATHS = List.of(
      ServerEndpoint.MCP.path(),
      ServerEndpoint.MCP.path() + '/',
      ServerEndpoint.LANDING_PAGE.path());

  private final McpServer server;
  private final GuardedEndpoint guard;
  private final Sessions sessions;
  private final ReplyWriter writer;
  private final CallDecisions decisions;
  private final SessionEndpoint endpoint;

  public StreamableHttp(
      McpServer server,
      GuardedEndpoint guard,
      Challenges challenges,
      Sessions sessions,
      Decisions decisions) {
    this.server = server;
    this.guard = guard;
    this.sessions = sessions;
    this.writer = new ReplyWriter(challenges);
    this.decisions = new CallDecisions(decisions);
    this.endpoint = new SessionEndpoint(sessions, challenges, this.decisions);
  }

  @Override
  public void mount(Router router) {
    PATHS.forEach(path -> mount(router, path));
  }

  // Several routes, because only what fails from the body on is answered as JSON-RPC.
  private void mount(Router router, String path) {
    guard
        .on(router.route(path), HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE)
        .handler(ctx -> ctx.next());
    router.get(path).handler(endpoint::listen);
    router.delete(path).handler(endpoint::end);
    router
        .post(path)
        .handler(StreamableHttp::requireJson)
        .handler(RequestLimits.body(RequestLimits.MESSAGE))
        .handler(this::post)
        .failureHandler(StreamableHttp::failed);
  }

  private void post(RoutingContext ctx) {
    try {
      RequestRoom.read(ctx);
      Buffer body = body(ctx);
      if (MessageCodec.isBatch(body) && hasSession(ctx)) {
        endpoint.find(ctx).ifPresent(session -> batch(ctx, body, session));
        return;
      }
      Message message = MessageCodec.decode(body);
      if (message instanceof Message.Request request
          && request.method().equals("initialize")
          && !isModern(ctx, request)) {
        initialize(ctx, request);
      } else if (hasSession(ctx, message)) {
        endpoint.find(ctx).ifPresent(session -> serve(ctx, message, session));
      } else {
        serve(ctx, message, null);
      }
    } catch (RpcException refusal) {
      ReplyWriter.refuse(ctx, 400, refusal.id(), refusal.error());
    }
  }

  // MCP 2026-07-28 "Streamable HTTP": sessions are gone, and the header means nothing there, be it
  // with a request or a notification.
  private static boolean hasSession(RoutingContext ctx, Message message) {
    return hasSession(ctx) && !isModern(ctx, message);
  }

  private static boolean hasSession(RoutingContext ctx) {
    return SessionEndpoint.isNamed(ctx.request().headers())
        && !McpServer.namesModern(new RequestHeaders(ctx.request().headers()));
  }

  // For any other revision it is refused as what is no message.
  private void batch(RoutingContext ctx, Buffer body, HttpSession session) {
    if (!session.session().batches()) {
      MessageCodec.decode(body);
    }
    AccessToken token = BearerGate.tokenOf(ctx);
    Context context = ctx.vertx().getOrCreateContext();
    new Batch(
            server,
            message ->
                exchange(ctx, token, session.session(), MessageSink.NONE, new Cancellation()),
            (message, reply) -> decisions.announce(message, token, reply))
        .handle(MessageCodec.decodeBatch(body))
        .onSuccess(answers -> context.runOnContext(later -> write(ctx, answers)))
        .onFailure(ctx::fail);
  }

  private static void write(RoutingContext ctx, String answers) {
    if (answers.isEmpty()) {
      ctx.response().setStatusCode(202).end();
    } else {
      ReplyWriter.send(ctx, 200, answers);
    }
  }

  // An id that the client brings along is not its to choose.
  private void initialize(RoutingContext ctx, Message.Request request) {
    AccessToken token = BearerGate.tokenOf(ctx);
    HttpSession candidate = sessions.candidate(token);
    var exchange = exchange(ctx, token, candidate.session(), MessageSink.NONE, new Cancellation());
    server
        .handle(request, exchange)
        .onSuccess(reply -> {
          if (reply instanceof Reply.Success) {
            sessions.keep(candidate);
            ctx.response().putHeader(SessionEndpoint.HEADER, candidate.id());
          }
          decisions.announce(request, token, reply);
          writer.write(ctx, token, reply);
        })
        .onFailure(ctx::fail);
  }

  private void serve(RoutingContext ctx, Message message, @Nullable HttpSession session) {
    AccessToken token = BearerGate.tokenOf(ctx);
    var cancellation = new Cancellation();
    boolean listens = message instanceof Message.Request request
        && request.method().equals("subscriptions/listen");
    if (listens) {
      RequestLine.endCurrent();
      if (!counted(ctx, token)) {
        return;
      }
    }
    var answer = new PostAnswer(ctx, token, sessions, session, cancellation);
    Future<Reply> reply = server.handle(
        message,
        exchange(ctx, token, session == null ? null : session.session(), answer, cancellation));
    if (reply.isComplete()) {
      finish(ctx, token, message, answer, reply);
    } else {
      RequestRoom.holds(ctx, reply, cancellation::cancel);
      answer.await(reply, session == null && isModern(ctx, message));
      var context = ctx.vertx().getOrCreateContext();
      reply.onComplete(
          done -> context.runOnContext(later -> finish(ctx, token, message, answer, reply)));
    }
  }

  private void finish(
      RoutingContext ctx,
      AccessToken token,
      Message message,
      PostAnswer answer,
      Future<Reply> done) {
    if (done.failed()) {
      ctx.fail(done.cause());
      return;
    }
    Reply reply = done.result();
    decisions.announce(message, token, reply);
    boolean open = !ctx.response().closed() && !ctx.response().ended();
    if (!answer.endedAsStream(reply.text()) && open) {
      writer.write(ctx, token, reply);
    }
  }

  private boolean counted(RoutingContext ctx, AccessToken token) {
    if (sessions.openStream(token.subject())) {
      ctx.addEndHandler(ended -> sessions.closeStream(token.subject()));
      return true;
    }
    ReplyWriter.refuse(ctx, 429, "you have too many open streams: close some");
    return false;
  }

  private static boolean isModern(RoutingContext ctx, Message message) {
    return McpServer.isModern(message, new RequestHeaders(ctx.request().headers()));
  }

  private static Buffer body(RoutingContext ctx) {
    return Objects.requireNonNullElseGet(ctx.body().buffer(), Buffer::buffer);
  }

  private static MessageContext exchange(
      RoutingContext ctx,
      AccessToken token,
      @Nullable Session session,
      MessageSink outlet,
      Cancellation cancellation) {
    var principal =
        new Principal(token.subject(), token.clientId(), token.scopes().tokens(), token::claims);
    return new MessageContext(
        new RequestHeaders(ctx.request().headers()), principal, session, outlet, cancellation);
  }

  // A page of a foreign site can send text/plain without asking first: only JSON is a message.
  private static void requireJson(RoutingContext ctx) {
    String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
    String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    String coding = ctx.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    if (!media.equals("application/json")) {
      ReplyWriter.refuse(ctx, 415, "Content-Type must be application/json");
    } else if (coding != null && !coding.equalsIgnoreCase("identity")) {
      ctx.response().putHeader(HttpHeaders.ACCEPT_ENCODING, "identity"); // RFC 9110 §15.5.16
      ReplyWriter.refuse(ctx, 415, "the message must not be compressed");
    } else {
      ctx.next();
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
