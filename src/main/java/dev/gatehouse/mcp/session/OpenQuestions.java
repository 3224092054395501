package dev.gatehouse.mcp.session;

import dev.gatehouse.mcp.client.NoClientAnswerException;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.RequestId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests of the server that its client has not answered yet; JSON-RPC 2.0 §5: matched by id, within one session. */
final class OpenQuestions {
  private static final int MOST = 64;

  private record Open(Promise<JsonObject> promise, Set<String> scopes) {}

  private final Map<RequestId, Open> open = new HashMap<>(2);
  private long last;
  private boolean closed;

  /** A question with its id, and the result that will come. */
  record Question(RequestId id, Future<JsonObject> result) {}

  /** Asks whoever has these scopes: those of the request that needs the answer. */
  synchronized Question open(Set<String> scopes) {
    Promise<JsonObject> promise = Promise.promise();
    RequestId id = RequestId.of("gatehouse-" + ++last);
    if (closed || open.size() >= MOST) {
      promise.fail(
          new NoClientAnswerException("the client has too many open questions, or is gone"));
    } else {
      open.put(id, new Open(promise, scopes));
    }
    return new Question(id, promise.future());
  }

  /** Whether it was the answer to an open question, of someone who was asked. */
  boolean answer(Message.Response response, Set<String> scopes) {
    Promise<JsonObject> promise = take(response.id(), scopes);
    if (promise == null) {
      return false;
    }
    if (response.body().getValue("result") instanceof JsonObject result) {
      promise.tryComplete(result);
    } else {
      promise.tryFail(new NoClientAnswerException("the client answered a question with an error"));
    }
    return true;
  }

  void withdraw(RequestId id, String reason) {
    Promise<JsonObject> promise = take(id, null);
    if (promise != null) {
      promise.tryFail(new NoClientAnswerException(reason));
    }
  }

  void close() {
    List<Promise<JsonObject>> left;
    synchronized (this) {
      closed = true;
      left = open.values().stream().map(Open::promise).toList();
      open.clear();
    }
    left.forEach(promise -> promise.tryFail(new NoClientAnswerException("the client is gone")));
  }

  // Without scopes it is the server itself who takes it back.
  private synchronized @Nullable Promise<JsonObject> take(
      RequestId id, @Nullable Set<String> scopes) {
    Open asked = open.get(id);
    if (asked == null || (scopes != null && !scopes.containsAll(asked.scopes()))) {
      return null;
    }
    open.remove(id);
    return asked.promise();
  }
}
