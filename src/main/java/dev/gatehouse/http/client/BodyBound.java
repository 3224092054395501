package dev.gatehouse.http.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Predicate;

/**
 * How much of a body is read.
 *
 * @param longest in bytes
 * @param cuts whether a longer body is cut there; else it is a {@link BodyTooLongException}
 */
public record BodyBound(int longest, boolean cuts) {
  /** A longer body is no answer. */
  public static BodyBound refusing(int longest) {
    return new BodyBound(longest, false);
  }

  /** Of a longer body the first part is taken. */
  public static BodyBound cutting(int longest) {
    return new BodyBound(longest, true);
  }

  /** The body, or its first part; to be called before any of it arrives. */
  public Future<Buffer> read(HttpClientResponse response) {
    return read(response, body -> false);
  }

  /** As {@link #read(HttpClientResponse)}, ending as soon as what came is enough. Where it ends early, the request is reset. */
  public Future<Buffer> read(HttpClientResponse response, Predicate<Buffer> enough) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body));
    response.handler(chunk -> {
      int room = longest - body.length();
      body.appendBuffer(chunk, 0, Math.min(chunk.length(), room));
      boolean over = chunk.length() > room;
      if (over && !cuts) {
        whole.tryFail(new BodyTooLongException(longest));
      }
      if (over || enough.test(body)) {
        whole.tryComplete(body);
        response.handler(null);
        response.request().reset();
      }
    });
    return whole.future();
  }
}
