package dev.gatehouse.http.client;

import dev.gatehouse.json.StrictJson;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a server that the operator named for JSON documents, read strictly: metadata, keys, lists. */
public final class JsonClient {
  private static final int LONGEST_ON_THE_LOOP = 16 << 10; // reading more takes a millisecond

  private final Vertx vertx;
  private final BoundedClient client;
  private final String agent;

  /** The agent is what it calls itself. */
  public JsonClient(Vertx vertx, TlsTrust trust, HttpBounds bounds, String agent) {
    this.vertx = vertx;
    this.client = new BoundedClient(vertx, trust, bounds);
    this.agent = agent;
  }

  /**
   * What came back.
   *
   * @param etag empty where there is none
   * @param document null where nothing changed (304)
   */
  public record Answer<T>(String etag, @Nullable T document) {}

  /** The document; a failed future where the answer is not 200 with a JSON object. */
  public Future<Map<String, Object>> get(String url) {
    return get(url, "", document -> document).map(JsonClient::documentOf);
  }

  /** What is made of the document, unless it still has that entity tag; RFC 9110 §13.1.2. */
  public <T> Future<Answer<T>> get(
      String url, String etag, Function<Map<String, Object>, T> reader) {
    var options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url);
    options.putHeader(HttpHeaders.ACCEPT, "application/json");
    options.putHeader(HttpHeaders.USER_AGENT, agent);
    if (!etag.isEmpty()) {
      options.putHeader(HttpHeaders.IF_NONE_MATCH, etag);
    }
    // An error page is not read; a 304 has nothing to read, and its connection is kept.
    return client
        .exchange(
            options,
            Buffer.buffer(),
            response -> response.statusCode() == 200 || response.statusCode() == 304)
        .compose(answer -> read(answer, reader));
  }

  public Future<Void> close() {
    return client.close();
  }

  private static Map<String, Object> documentOf(Answer<Map<String, Object>> answer) {
    if (answer.document() == null) {
      throw new IllegalStateException("304 although no entity tag was sent");
    }
    return answer.document();
  }

  private <T> Future<Answer<T>> read(
      BoundedAnswer answer, Function<Map<String, Object>, T> reader) {
    String etag = answer.header(HttpHeaders.ETAG);
    return switch (answer.status()) {
      case 304 -> Future.succeededFuture(new Answer<>(etag, null));
      case 200 -> parsed(answer.body(), reader).map(read -> new Answer<>(etag, read));
      default -> Future.failedFuture(new IOException("answered " + answer.status()));
    };
  }

  private <T> Future<T> parsed(Buffer body, Function<Map<String, Object>, T> reader) {
    Callable<T> reading = () -> reader.apply(StrictJson.ISSUER.object(body).getMap());
    if (body.length() > LONGEST_ON_THE_LOOP) {
      return vertx.executeBlocking(reading, false);
    }
    try {
      return Future.succeededFuture(reading.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }
}
