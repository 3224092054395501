package dev.gatehouse.mcp.session;

import dev.gatehouse.mcp.UnansweredException;
import dev.gatehouse.mcp.jsonrpc.Message;
import dev.gatehouse.mcp.jsonrpc.RequestId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests of the server that its client has not answered yet; JSON-RPC 2.0 §5: matched by id, within one session. */
final class OpenQuestions {
  private static final int MOST = 64;

  private final Map<RequestId, Promise<JsonObject>> open = new HashMap<>();
  private long last;
  private boolean closed;

  /** A question with its id, and the result that will come. */
  record Question(RequestId id, Future<JsonObject> result) {}

  synchronized Question open() {
    Promise<JsonObject> promise = Promise.promise();
    RequestId id = RequestId.of("gatehouse-" + ++last);
    if (closed || open.size() >= MOST) {
      promise.fail(new UnansweredException("the client has too many open questions, or is gone"));
    } else {
      open.put(id, promise);
    }
    return new Question(id, promise.future());
  }

  /** Whether it was the answer to an open question. */
  boolean answer(Message.Response response) {
    Promise<JsonObject> promise = take(response.id());
    if (promise == null) {
      return false;
    }
    if (response.body().getValue("result") instanceof JsonObject result) {
      promise.tryComplete(result);
    } else {
      promise.tryFail(new UnansweredException("the client answered a question with an error"));
    }
    return true;
  }

  void withdraw(RequestId id, String reason) {
    Promise<JsonObject> promise = take(id);
    if (promise != null) {
      promise.tryFail(new UnansweredException(reason));
    }
  }

  void close() {
    List<Promise<JsonObject>> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(open.values());
      open.clear();
    }
    left.forEach(promise -> promise.tryFail(new UnansweredException("the client is gone")));
  }

  private synchronized @Nullable Promise<JsonObject> take(RequestId id) {
    return open.remove(id);
  }
}
