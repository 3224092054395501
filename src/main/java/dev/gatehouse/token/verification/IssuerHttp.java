package dev.gatehouse.token.verification;

import dev.gatehouse.json.StrictJson;
import dev.gatehouse.tls.TlsTrust;
import dev.gatehouse.token.RevocationPolling;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the issuer for JSON documents: a few seconds, so many bytes, no redirect, a connection that is kept. */
final class IssuerHttp {
  private static final int SECONDS = (int) RevocationPolling.LONGEST_ANSWER.toSeconds();
  // What our own server revokes at most: a megabyte, and a hundred bytes for each user.
  static final int LONGEST = 16 << 20;

  private static final int LONGEST_ON_THE_LOOP = 16 << 10; // reading more takes a millisecond

  private final Vertx vertx;
  private final HttpClientAgent client;
  private final int longest;

  IssuerHttp(Vertx vertx, TlsTrust trust) {
    this(vertx, trust, LONGEST);
  }

  /** With another bound of a document, in bytes. */
  IssuerHttp(Vertx vertx, TlsTrust trust, int longest) {
    this.longest = longest;
    this.vertx = vertx;
    var options = new HttpClientOptions().setConnectTimeout(SECONDS * 1000).setKeepAlive(true);
    this.client = vertx.createHttpClient(trust.on(options), new PoolOptions().setHttp1MaxSize(2));
  }

  /**
   * What came back.
   *
   * @param etag empty where there is none
   * @param document null where nothing changed (304)
   */
  record Answer<T>(String etag, @Nullable T document) {}

  /** The document; a failed future where the answer is not 200 with a JSON object. */
  Future<Map<String, Object>> get(String url) {
    return get(url, "", document -> document).map(IssuerHttp::documentOf);
  }

  /** What is made of the document, unless it still has that entity tag; RFC 9110 §13.1.2. */
  <T> Future<Answer<T>> get(String url, String etag, Function<Map<String, Object>, T> reader) {
    var options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url);
    options.putHeader(HttpHeaders.ACCEPT, "application/json");
    options.putHeader(HttpHeaders.USER_AGENT, "gatehouse-resource-server");
    if (!etag.isEmpty()) {
      options.putHeader(HttpHeaders.IF_NONE_MATCH, etag);
    }
    return client
        .request(options)
        .compose(request -> request
            .send()
            .compose(response -> answer(response, reader))) // before any of it arrives
        .timeout(SECONDS, TimeUnit.SECONDS);
  }

  Future<Void> close() {
    return client.close();
  }

  private static Map<String, Object> documentOf(Answer<Map<String, Object>> answer) {
    if (answer.document() == null) {
      throw new IllegalStateException("304 although no entity tag was sent");
    }
    return answer.document();
  }

  private <T> Future<Answer<T>> answer(
      HttpClientResponse response, Function<Map<String, Object>, T> reader) {
    String tag = response.getHeader(HttpHeaders.ETAG);
    String etag = tag == null ? "" : tag;
    if (response.statusCode() == 304) {
      return response.end().map(end -> new Answer<>(etag, null));
    }
    if (response.statusCode() != 200) {
      response.exceptionHandler(cut -> {}); // by us, on the next line: an error page is not read
      response.request().reset();
      return Future.failedFuture(new IOException("answered " + response.statusCode()));
    }
    return body(response)
        .compose(body -> parsed(body, reader))
        .map(read -> new Answer<>(etag, read));
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

  private Future<Buffer> body(HttpClientResponse response) {
    Promise<Buffer> promise = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(promise::tryFail);
    response.endHandler(end -> promise.tryComplete(body));
    response.handler(chunk -> {
      if (body.length() + chunk.length() > longest) {
        promise.tryFail(new UnreadableException("longer than " + longest + " bytes"));
        response.request().reset();
      } else {
        body.appendBuffer(chunk);
      }
    });
    return promise.future();
  }
}
