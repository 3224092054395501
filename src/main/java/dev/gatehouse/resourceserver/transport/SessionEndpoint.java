package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.mcp.server.McpServer;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.resourceserver.gate.BearerGate;
import dev.gatehouse.resourceserver.gate.Challenges;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GET and DELETE, which only sessions have; MCP 2025-11-25 "Listening for Messages from the Server" and "Session Management". */
final class SessionEndpoint {
  static final String HEADER = "Mcp-Session-Id";
  private static final Pattern EVENT_ID = Pattern.compile("([0-9a-z]{1,7})\\.([0-9]{1,18})");

  private final Sessions sessions;
  private final Challenges challenges;
  private final CallDecisions decisions;

  SessionEndpoint(Sessions sessions, Challenges challenges, CallDecisions decisions) {
    this.challenges = challenges;
    this.sessions = sessions;
    this.decisions = decisions;
  }

  /** Whether a session is named. An empty name is none: its client has lost the session, and must not be stopped by that. */
  static boolean isNamed(MultiMap headers) {
    return headers.getAll(HEADER).stream().anyMatch(id -> !id.isBlank());
  }

  void listen(RoutingContext ctx) {
    HttpSession session = named(ctx);
    if (session == null) {
      return;
    }
    if (!PostAnswer.acceptsEvents(ctx)) {
      ReplyWriter.refuse(
          ctx, 406, "this is a stream: let the Accept header name text/event-stream");
      return;
    }
    String lastSeen = ctx.request().getHeader("Last-Event-ID");
    if (lastSeen == null || lastSeen.isEmpty()) {
      connect(ctx, session, session.unrelated(), Long.MAX_VALUE);
      return;
    }
    Matcher event = EVENT_ID.matcher(lastSeen);
    long number = event.matches() ? Long.parseLong(event.group(2)) : -1;
    Optional<EventStream> stream = number < 0
        ? Optional.empty()
        : session.stream(event.group(1)).filter(named -> named.hasSent(number));
    if (stream.isEmpty()) {
      ReplyWriter.refuse(
          ctx, 400, "this session has no stream with that Last-Event-ID, or has it no more");
      return;
    }
    if (mayRead(ctx, stream.get())) {
      connect(ctx, session, stream.get(), number);
    }
  }

  void end(RoutingContext ctx) {
    HttpSession session = named(ctx);
    if (session != null) {
      sessions.end(session);
      ctx.response().setStatusCode(204).end();
    }
  }

  /** The session that a request names; empty, with the request refused, where it names none that is its sender's. */
  Optional<HttpSession> find(RoutingContext ctx) {
    AccessToken token = BearerGate.tokenOf(ctx);
    List<String> ids = ctx.request().headers().getAll(HEADER);
    String id = ids.size() == 1 ? ids.get(0) : "";
    if (id.isBlank()) {
      ReplyWriter.refuse(ctx, 400, HEADER + " must be given once, as initialize gave it");
      return Optional.empty();
    }
    Optional<HttpSession> found = sessions.find(id, token.subject());
    if (found.isEmpty()) {
      if (sessions.exists(id)) {
        decisions.foreignSession(token);
      }
      ReplyWriter.refuse(ctx, 404, "session not found, or it has ended: initialize again");
    }
    return found;
  }

  // What a token was shown is no other's to see that could not have asked for it.
  private boolean mayRead(RoutingContext ctx, EventStream stream) {
    Scopes held = BearerGate.tokenOf(ctx).scopes();
    if (held.containsAll(stream.scopes())) {
      return true;
    }
    String told = "this stream answers a request that was made with more scopes";
    ReplyWriter.challenge(
        ctx, challenges.insufficientScope(ctx, stream.scopes(), held, told), told);
    return false;
  }

  // MCP 2026-07-28 "Sending Messages": there are no other methods than POST without a session.
  private @Nullable HttpSession named(RoutingContext ctx) {
    var fields = new RequestHeaders(ctx.request().headers());
    if (!McpServer.speaks(fields)) {
      ReplyWriter.refuse(ctx, 400, "MCP-Protocol-Version names no revision that is spoken here");
      return null;
    }
    if (McpServer.namesModern(fields) || !isNamed(ctx.request().headers())) {
      ctx.response().putHeader(HttpHeaders.ALLOW, "POST, OPTIONS");
      ReplyWriter.refuse(
          ctx, 405, "only a session has this: send initialize first, then " + HEADER);
      return null;
    }
    return find(ctx).orElse(null);
  }

  private void connect(RoutingContext ctx, HttpSession session, EventStream stream, long after) {
    if (!sessions.openStream(session.user())) {
      ReplyWriter.refuse(ctx, 429, "you have too many open streams: close some");
      return;
    }
    var connection =
        new SseConnection(ctx, ctx.vertx().getOrCreateContext(), BearerGate.tokenOf(ctx), sessions);
    ctx.addEndHandler(ended -> {
      stream.detach(connection);
      sessions.closeStream(session.user());
      sessions.touch(session, sessions.clock().instant());
    });
    if (after == Long.MAX_VALUE) {
      stream.attach(connection);
      if (session.primes()) {
        stream.prime();
      }
    } else {
      stream.resume(connection, after);
    }
  }
}
