package dev.gatehouse.mcp.legacy;

import dev.gatehouse.mcp.client.Capability;
import dev.gatehouse.mcp.client.LogLevel;
import dev.gatehouse.mcp.era.Era;
import dev.gatehouse.mcp.era.ErrorCategory;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.mcp.feature.FeatureMethods;
import dev.gatehouse.mcp.feature.RequestParams;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import dev.gatehouse.mcp.registry.LoopRegistry;
import dev.gatehouse.mcp.session.ProtocolVersion;
import dev.gatehouse.mcp.session.Session;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** The revisions that open with {@code initialize}; MCP 2025-11-25 "Lifecycle". A request outside of a session stands alone. */
public final class LegacyEra implements Era {
  private final ServerInfo info;
  private final FeatureMethods features;

  public LegacyEra(Vertx vertx, ServerInfo info, LoopRegistry offered, ServerRules rules) {
    this.info = info;
    this.features = new FeatureMethods(vertx, offered, rules, new LegacyDialect());
  }

  /** Nothing: the version was agreed upon in {@code initialize}. */
  @Override
  public void admit(Request request, MessageContext exchange) {}

  @Override
  public Future<Reply> answer(Request request, MessageContext exchange) {
    Optional<Future<Reply>> feature = features.answer(request, exchange);
    return feature.orElseGet(() -> Future.succeededFuture(lifecycle(request, exchange)));
  }

  private Reply lifecycle(Request request, MessageContext exchange) {
    return switch (request.method()) {
      case "initialize" -> result(request, initialized(request, exchange));
      case "ping" -> result(request, "{}");
      case "logging/setLevel" -> level(request, session(request, exchange));
      case "resources/subscribe" -> subscribed(request, exchange);
      case "resources/unsubscribe" -> unsubscribed(request, session(request, exchange));
      default ->
        new Reply.Failure(
            request.id(),
            RpcError.of(ErrorCode.METHOD_NOT_FOUND, "this server has no such method"),
            ErrorCategory.REQUEST);
    };
  }

  // "Version Negotiation": the client's own revision where it is known, else the newest of these.
  private String initialized(Request request, MessageContext exchange) {
    String requested = RequestParams.string(request, "protocolVersion", "a string");
    ProtocolVersion version = ProtocolVersion.of(requested)
        .filter(ProtocolVersion::legacy)
        .orElse(ProtocolVersion.V2025_11_25);
    Session session = exchange.session();
    if (session != null) {
      session.open(version, declared(request));
    }
    var result = new JsonObject()
        .put("protocolVersion", version.wire())
        .put("capabilities", features.capabilities())
        .put("serverInfo", info.toJson());
    if (!info.instructions().isEmpty()) {
      result.put("instructions", info.instructions());
    }
    return result.encode();
  }

  private static Set<Capability> declared(Request request) {
    return request.params().getValue("capabilities") instanceof JsonObject capabilities
        ? Capability.in(capabilities)
        : Set.of();
  }

  private static Reply level(Request request, Session session) {
    LogLevel level = LogLevel.of(RequestParams.string(request, "level", "the name of a log level"))
        .orElseThrow(() -> RequestParams.invalid(
            request,
            "params.level must be one of debug, info, notice, warning, error, critical,"
                + " alert, emergency"));
    session.level(level);
    return result(request, "{}");
  }

  private Reply subscribed(Request request, MessageContext exchange) {
    String uri = RequestParams.string(request, "uri", "the URI of a resource");
    Session session = session(request, exchange);
    return features
        .refusesSubscription(request, uri, exchange)
        .orElseGet(() -> session.subscribe(uri, features.scopeOfResource(uri, exchange))
            ? result(request, "{}")
            : new Reply.Failure(
                request.id(),
                RpcError.of(
                    ErrorCode.INVALID_REQUEST,
                    "a session has room for 100 subscriptions, to URIs of up to 2048 characters"),
                ErrorCategory.REQUEST));
  }

  private static Reply unsubscribed(Request request, Session session) {
    session.unsubscribe(RequestParams.string(request, "uri", "the URI of a resource"));
    return result(request, "{}");
  }

  private static Session session(Request request, MessageContext exchange) {
    Session session = exchange.session();
    if (session == null) {
      throw RpcException.of(
          request.id(),
          ErrorCode.INVALID_REQUEST,
          "this needs a session: send initialize first, then its Mcp-Session-Id with each request");
    }
    return session;
  }

  private static Reply result(Request request, String json) {
    return new Reply.Success(request.id(), json, false);
  }
}
