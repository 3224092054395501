package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.mcp.era.ErrorCategory;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.json.JsonObject;

/** Announces what became of a message. Never with the values of arguments: they may be anybody's secrets. */
final class CallDecisions {
  private static final String CLIENT_INFO = "io.modelcontextprotocol/clientInfo";

  private final Decisions decisions;

  CallDecisions(Decisions decisions) {
    this.decisions = decisions;
  }

  void announce(Message message, AccessToken token, Reply reply) {
    if (message instanceof Message.Request request) {
      switch (request.method()) {
        case "tools/call" -> called(request, token, reply);
        case "initialize" -> opened(request, token, info(request.params(), "clientInfo"));
        case "server/discover" -> opened(request, token, info(meta(request), CLIENT_INFO));
        default -> refused(token, reply);
      }
    }
  }

  /** Someone came with the session of someone else. */
  void foreignSession(AccessToken token) {
    decisions
        .refused(Step.MCP_REQUEST, Cause.SESSION_FOREIGN)
        .client(token.clientId())
        .subject(token.subject())
        .because("the session belongs to another user")
        .announce();
  }

  private void refused(AccessToken token, Reply reply) {
    if (reply instanceof Reply.ScopeMissing missing) {
      decisions
          .refused(Step.SCOPE_CHECK, Cause.SCOPE_MISSING)
          .client(token.clientId())
          .subject(token.subject())
          .detail(missing.kind(), missing.name())
          .detail("needed", missing.needed())
          .detail("held", token.scopes().toString())
          .because("scope is missing")
          .announce();
    }
  }

  private void called(Message.Request request, AccessToken token, Reply reply) {
    if (reply instanceof Reply.ScopeMissing) {
      refused(token, reply);
    } else if (reply instanceof Reply.Success success && !success.toolFailed()) {
      decisions
          .granted(Step.TOOL_CALL)
          .client(token.clientId())
          .subject(token.subject())
          .detail("tool", tool(request))
          .announce();
    } else {
      decisions
          .refused(Step.TOOL_CALL, cause(reply))
          .client(token.clientId())
          .subject(token.subject())
          .detail("tool", tool(request))
          .because(reason(reply))
          .announce();
    }
  }

  private void opened(Message.Request request, AccessToken token, String program) {
    decisions
        .noted(Step.MCP_REQUEST)
        .client(token.clientId())
        .subject(token.subject())
        .detail("method", request.method())
        .detail("program", program)
        .announce();
  }

  private static Cause cause(Reply reply) {
    if (reply instanceof Reply.Cancelled) {
      return Cause.CALL_CANCELLED;
    }
    if (reply instanceof Reply.Failure failure) {
      return failure.fault() == ErrorCategory.RATE ? Cause.CALL_RATE_EXCEEDED : Cause.CALL_INVALID;
    }
    return Cause.TOOL_FAILED;
  }

  private static String reason(Reply reply) {
    if (reply instanceof Reply.Cancelled) {
      return "given up by the client";
    }
    if (reply instanceof Reply.Failure failure && failure.fault() == ErrorCategory.RATE) {
      return "called too often";
    }
    return reply instanceof Reply.Failure failure
        ? "error " + failure.error().code().number()
        : "the tool reported an error";
  }

  private static String tool(Message.Request request) {
    return request.params().getValue("name") instanceof String name ? name : "";
  }

  private static JsonObject meta(Message.Request request) {
    return request.params().getValue("_meta") instanceof JsonObject meta ? meta : new JsonObject();
  }

  private static String info(JsonObject holder, String member) {
    return holder.getValue(member) instanceof JsonObject info
            && info.getValue("name") instanceof String name
        ? name
        : "";
  }
}
