package dev.gatehouse.testing;

import dev.gatehouse.tls.Tls;
import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Locale;

/** A reverse proxy that ends TLS before a server on loopback, and writes the headers that proxies write. */
public final class TlsProxy implements AutoCloseable {
  private static final List<String> HOP_BY_HOP =
      List.of("connection", "keep-alive", "transfer-encoding", "upgrade", "host");

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private final TlsIdentity identity;

  public TlsProxy(TlsIdentity identity) {
    this.identity = identity;
  }

  /** Stands before the port, which hears of it by loopback's name alone. */
  public void before(int upstream, int port) {
    before(upstream, "127.0.0.1", port);
  }

  /** Stands before the port, at an address of its own; returns its port. */
  public int before(int upstream, String host, int port) {
    var options = new Tls(identity, TlsTrust.OF_JDK).on(new HttpServerOptions());
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> forward(request, upstream))
        .listen(port, host)
        .await()
        .actualPort();
  }

  private void forward(HttpServerRequest request, int upstream) {
    var options = new RequestOptions()
        .setMethod(request.method())
        .setHost("127.0.0.1")
        .setPort(upstream)
        .setURI(request.uri());
    request.headers().forEach((name, value) -> {
      if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
        options.addHeader(name, value);
      }
    });
    options.addHeader("X-Forwarded-For", request.remoteAddress().hostAddress());
    options.putHeader("X-Forwarded-Proto", "https");
    options.putHeader("X-Forwarded-Host", request.authority().toString());
    Future<Buffer> body = request.body();
    body.compose(sent -> client.request(options).compose(call -> send(call, sent)))
        .compose(answer -> answer.body().compose(content -> answer(request, answer, content)))
        .onFailure(failure -> request.response().setStatusCode(502).end());
  }

  private static Future<HttpClientResponse> send(HttpClientRequest call, Buffer body) {
    return body.length() == 0 ? call.send() : call.send(body);
  }

  private static Future<Void> answer(
      HttpServerRequest request, HttpClientResponse answer, Buffer content) {
    answer.headers().forEach((name, value) -> {
      if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
        request.response().headers().add(name, value);
      }
    });
    return request.response().setStatusCode(answer.statusCode()).end(content);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
