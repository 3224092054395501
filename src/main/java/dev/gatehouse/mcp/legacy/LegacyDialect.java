package dev.gatehouse.mcp.legacy;

import dev.gatehouse.mcp.call.Invocation;
import dev.gatehouse.mcp.call.InvocationTarget;
import dev.gatehouse.mcp.call.Invoker;
import dev.gatehouse.mcp.call.Notifications;
import dev.gatehouse.mcp.call.QuestionChannel;
import dev.gatehouse.mcp.client.MissingCapabilityException;
import dev.gatehouse.mcp.era.Headers;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.feature.Dialect;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.session.ProtocolVersion;
import dev.gatehouse.mcp.session.Session;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** How the revisions up to 2025-11-25 say it: plainly, and with a session where the client opened one. */
final class LegacyDialect implements Dialect {
  @Override
  public JsonObject result(JsonObject json) {
    return json;
  }

  @Override
  public JsonObject cacheable(JsonObject json, boolean sameForAll) {
    return json;
  }

  @Override
  public ErrorCode noResource() {
    return ErrorCode.RESOURCE_NOT_FOUND;
  }

  // SEP-1303: from 2025-11-25 on a model sees what was wrong with its arguments.
  @Override
  public boolean faultsAreResults(MessageContext exchange) {
    return !exchange.headers().exist()
        || version(exchange).filter(ProtocolVersion.V2025_11_25::equals).isPresent();
  }

  @Override
  public Invocation begin(Invoker runner, Request request, MessageContext exchange) {
    Session session = exchange.session();
    return session == null
        ? runner.call(
            request,
            exchange,
            QuestionChannel.NONE,
            new Notifications(request, exchange.outlet(), null))
        : runner.call(
            request,
            exchange,
            new SessionQuestions(
                session, exchange.outlet(), exchange.principal().scopes()),
            new Notifications(request, exchange.outlet(), session.level()));
  }

  @Override
  public Reply unsupported(
      Invocation call, InvocationTarget subject, MissingCapabilityException failure) {
    return subject
        .excuse()
        .apply(
            "not done: this needs a client that can do " + failure.capability().wire());
  }

  /** What the header names, or else what the session agreed upon. */
  static Optional<ProtocolVersion> version(MessageContext exchange) {
    Optional<ProtocolVersion> named = exchange.headers().all(Headers.PROTOCOL_VERSION).stream()
        .findFirst()
        .flatMap(ProtocolVersion::of);
    Session session = exchange.session();
    return named.isPresent() || session == null ? named : Optional.of(session.version());
  }
}
