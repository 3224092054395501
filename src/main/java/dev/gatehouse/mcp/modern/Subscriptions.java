package dev.gatehouse.mcp.modern;

import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.feature.Dialect;
import dev.gatehouse.mcp.feature.FeatureMethods;
import dev.gatehouse.mcp.feature.RequestParams;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.MessageCodec;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.mcp.registry.OfferChange;
import dev.gatehouse.mcp.registry.OfferChange.Ending;
import dev.gatehouse.mcp.registry.OfferChange.Listing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.function.Consumer;

/** {@code subscriptions/listen}, a request that is answered when the server stops; MCP 2026-07-28 "Subscriptions". */
final class Subscriptions {
  private static final String ID = RequestMetadata.PREFIX + "subscriptionId";
  private static final String RESOURCES = "resourceSubscriptions";
  private static final int MOST_RESOURCES = 100;

  private final LiveOffer offer;
  private final FeatureMethods features;
  private final Dialect dialect;

  Subscriptions(LiveOffer offer, FeatureMethods features, Dialect dialect) {
    this.offer = offer;
    this.features = features;
    this.dialect = dialect;
  }

  Future<Reply> listen(Request request, MessageContext exchange) {
    if (!exchange.outlet().isOpen()) {
      throw RpcException.of(
          request.id(),
          ErrorCode.INVALID_REQUEST,
          "this needs a stream: let the Accept header name text/event-stream");
    }
    JsonObject granted = granted(request, exchange);
    Promise<Reply> over = Promise.promise();
    Consumer<OfferChange> listener = change -> heard(change, request, exchange, granted, over);
    exchange.cancellation().onCancel(() -> over.tryComplete(new Reply.Cancelled(request.id())));
    // "Acknowledgment": before anything else that has this id.
    send(
        exchange,
        request,
        "subscriptions/acknowledged",
        new JsonObject().put("notifications", granted));
    offer.listen(listener);
    return over.future().onComplete(ended -> offer.stop(listener));
  }

  private void heard(
      OfferChange change,
      Request request,
      MessageContext exchange,
      JsonObject granted,
      Promise<Reply> over) {
    if (change instanceof Listing listing && granted.getBoolean(field(listing), false)) {
      send(exchange, request, wire(listing) + "/list_changed", new JsonObject());
    } else if (change instanceof OfferChange.Content content
        && granted.getJsonArray(RESOURCES, new JsonArray()).contains(content.uri())) {
      send(exchange, request, "resources/updated", new JsonObject().put("uri", content.uri()));
    } else if (change == Ending.STOPPED) {
      JsonObject result = dialect.result(new JsonObject());
      result.put(
          "_meta", result.getJsonObject("_meta").copy().put(ID, request.id().value()));
      over.tryComplete(new Reply.Success(request.id(), result.encode(), false));
    }
  }

  // "Notification Filter": what this server does not have, or the caller may not read, is left out.
  private JsonObject granted(Request request, MessageContext exchange) {
    if (!(request.params().getValue("notifications") instanceof JsonObject wanted)) {
      throw RequestParams.invalid(request, "params.notifications must be an object");
    }
    JsonObject capabilities = features.capabilities();
    var granted = new JsonObject();
    for (Listing listing : Listing.values()) {
      Object flag = wanted.getValue(field(listing), false);
      if (!(flag instanceof Boolean on)) {
        throw RequestParams.invalid(
            request, "params.notifications." + field(listing) + " must be true or false");
      }
      if (on && capabilities.containsKey(wire(listing))) {
        granted.put(field(listing), true);
      }
    }
    JsonArray readable = readable(request, exchange, wanted);
    return readable.isEmpty() ? granted : granted.put(RESOURCES, readable);
  }

  private JsonArray readable(Request request, MessageContext exchange, JsonObject wanted) {
    Object uris = wanted.getValue(RESOURCES, new JsonArray());
    if (!(uris instanceof JsonArray list)
        || list.size() > MOST_RESOURCES
        || !list.stream().allMatch(String.class::isInstance)) {
      throw RequestParams.invalid(
          request, "params.notifications." + RESOURCES + " must be up to 100 URIs");
    }
    var readable = new JsonArray();
    list.stream()
        .map(String.class::cast)
        .filter(uri -> features.refusesSubscription(request, uri, exchange).isEmpty())
        .forEach(readable::add);
    return readable;
  }

  private static void send(
      MessageContext exchange, Request request, String method, JsonObject params) {
    params.put("_meta", new JsonObject().put(ID, request.id().value()));
    exchange.outlet().send(MessageCodec.notification("notifications/" + method, params));
  }

  private static String wire(Listing listing) {
    return listing.name().toLowerCase(Locale.ROOT);
  }

  private static String field(Listing listing) {
    return wire(listing) + "ListChanged";
  }
}
