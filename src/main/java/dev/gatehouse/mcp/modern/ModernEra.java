package dev.gatehouse.mcp.modern;

import dev.gatehouse.mcp.era.Era;
import dev.gatehouse.mcp.era.ErrorCategory;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.mcp.feature.FeatureMethods;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.mcp.registry.LoopRegistry;
import dev.gatehouse.mcp.session.ProtocolVersion;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The stateless revision, MCP 2026-07-28: no handshake, no session; each request is checked by what it carries. */
public final class ModernEra implements Era {
  private final ServerInfo info;
  private final ModernDialect dialect;
  private final FeatureMethods features;
  private final Subscriptions subscriptions;

  public ModernEra(
      Vertx vertx,
      ServerInfo info,
      LiveOffer offer,
      LoopRegistry offered,
      ServerRules rules,
      RequestStates states) {
    this.info = info;
    this.dialect = new ModernDialect(info, states);
    this.features = new FeatureMethods(vertx, offered, rules, dialect);
    this.subscriptions = new Subscriptions(offer, features, dialect);
  }

  @Override
  public void admit(Request request, MessageContext exchange) {
    RequestMetadata.check(request, exchange.headers());
    MirroredHeaders.check(request, exchange.headers());
    if (request.method().equals("tools/call")
        && request.params().getValue("name") instanceof String name) {
      features
          .tool(name, exchange.principal())
          .ifPresent(tool -> ParameterHeaders.check(request, exchange.headers(), tool));
    }
  }

  @Override
  public Future<Reply> answer(Request request, MessageContext exchange) {
    Optional<Future<Reply>> feature = features.answer(request, exchange);
    if (feature.isPresent()) {
      return feature.get();
    }
    return switch (request.method()) {
      case "server/discover" ->
        Future.succeededFuture(new Reply.Success(request.id(), discovery(), false));
      case "subscriptions/listen" -> subscriptions.listen(request, exchange);
      default -> unknown(request);
    };
  }

  private String discovery() {
    var result = new JsonObject()
        .put("supportedVersions", new JsonArray(ProtocolVersion.supported()))
        .put("capabilities", features.capabilities());
    if (!info.instructions().isEmpty()) {
      result.put("instructions", info.instructions());
    }
    return dialect.cacheable(dialect.result(result), true).encode();
  }

  private static Future<Reply> unknown(Request request) {
    var error = RpcError.of(
        ErrorCode.METHOD_NOT_FOUND, "this server has no such method in revision 2026-07-28");
    return Future.succeededFuture(new Reply.Failure(request.id(), error, ErrorCategory.METHOD));
  }
}
