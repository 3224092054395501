package dev.gatehouse.console.guide;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends a call: some seconds, so many bytes, no redirect. */
final class GuideHttp {
  private static final int SECONDS = 10;
  private static final int LONGEST = 256 << 10;

  private final HttpClient client;

  GuideHttp(Vertx vertx) {
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(SECONDS * 1000));
  }

  /**
   * What came back.
   *
   * @param status of the answer
   * @param headers of the answer
   * @param body as text
   */
  record Answer(int status, MultiMap headers, String body) {
    /** The JSON object in the body, or in the last event of a stream; an empty one where there is none. */
    JsonObject json() {
      int last = body.lastIndexOf("data:");
      boolean stream =
          body.startsWith("event:") || body.startsWith("data:") || body.startsWith("id:");
      String text = stream && last >= 0 ? body.substring(last + 5).strip() : body;
      try {
        return text.startsWith("{") ? new JsonObject(text) : new JsonObject();
      } catch (DecodeException e) {
        return new JsonObject();
      }
    }

    String header(String name) {
      String value = headers.get(name);
      return value == null ? "" : value;
    }

    /** Without the body. */
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  Future<Answer> send(Call call) {
    var options = new RequestOptions()
        .setMethod(HttpMethod.valueOf(call.method()))
        .setAbsoluteURI(call.url())
        .putHeader("User-Agent", "gatehouse-guide");
    call.headers().forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> request.send(Buffer.buffer(call.body())))
        .compose(GuideHttp::read)
        .timeout(SECONDS, TimeUnit.SECONDS);
  }

  private static Future<Answer> read(HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response.handler(chunk -> {
      body.appendBuffer(chunk);
      if (body.length() > LONGEST) {
        response.request().reset();
      }
    });
    return response
        .end()
        .recover(cut -> Future.failedFuture(new IOException("the answer was cut off", cut)))
        .map(end -> new Answer(response.statusCode(), response.headers(), body.toString()));
  }
}
