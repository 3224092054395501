package dev.gatehouse.mcp.modern;

import dev.gatehouse.mcp.call.ClientQuestion;
import dev.gatehouse.mcp.call.InvocationTimers;
import dev.gatehouse.mcp.call.QuestionChannel;
import dev.gatehouse.mcp.client.Capability;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.feature.RequestParams;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.modern.RequestStates.State;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * Questions that end the request; MCP 2026-07-28 "Multi Round-Trip Requests". What the client answered so far is given at once; what it did
 * not answer is sent to it, and the run is over. Safe for several threads.
 */
final class ReplayQuestions implements QuestionChannel {
  private static final int LONGEST_STATE = 200_000;

  private final RequestStates states;
  private final Request request;
  private final MessageContext exchange;
  private final Set<Capability> capabilities;
  private final JsonObject meta;
  private final JsonObject given = new JsonObject();
  private final JsonObject used = new JsonObject();
  private final JsonObject asked = new JsonObject();

  ReplayQuestions(RequestStates states, Request request, MessageContext exchange, JsonObject meta) {
    this.states = states;
    this.request = request;
    this.exchange = exchange;
    this.capabilities = Capability.in(RequestMetadata.capabilities(request));
    this.meta = meta;
    if (request.params().containsKey("requestState")) {
      collect(
          RequestParams.string(request, "requestState", "the string that came with the questions"));
    }
  }

  @Override
  public boolean can(Capability capability) {
    return capabilities.contains(capability);
  }

  @Override
  public synchronized Future<JsonObject> ask(
      String key, ClientQuestion query, InvocationTimers clockwork) {
    if (given.getValue(key) instanceof JsonObject answer && query.fits().test(answer)) {
      used.put(key, answer);
      return Future.succeededFuture(answer.copy());
    }
    asked.put(key, query.toJson());
    clockwork.stuck();
    return Promise.<JsonObject>promise().future();
  }

  @Override
  public synchronized Optional<Reply> instead() {
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    var state = new State(used, Set.copyOf(asked.fieldNames()));
    String sealed = states.seal(state, request, exchange.principal());
    if (sealed.length() > LONGEST_STATE) {
      throw RequestParams.invalid(request, "the answers so far are too long to go on");
    }
    var result = new JsonObject()
        .put("resultType", "input_required")
        .put("inputRequests", asked)
        .put("requestState", sealed)
        .put("_meta", meta);
    return Optional.of(new Reply.Success(request.id(), result.encode(), false));
  }

  // An answer counts only where it was asked for, and the state says what was.
  private void collect(String sealed) {
    State state = states
        .open(sealed, request, exchange.principal())
        .orElseThrow(() -> RequestParams.invalid(
            request,
            "params.requestState is not valid for this request, or not any more: send the"
                + " request again without it"));
    given.mergeIn(state.answers());
    if (request.params().getValue("inputResponses") instanceof JsonObject responses) {
      state.asked().stream()
          .filter(key -> responses.getValue(key) instanceof JsonObject)
          .forEach(key -> given.put(key, responses.getJsonObject(key)));
    } else if (request.params().containsKey("inputResponses")) {
      throw RequestParams.invalid(request, "params.inputResponses must be an object");
    }
  }
}
