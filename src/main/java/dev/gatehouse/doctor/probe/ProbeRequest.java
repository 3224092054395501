package dev.gatehouse.doctor.probe;

import dev.gatehouse.http.client.BodyBound;
import dev.gatehouse.http.client.BoundedClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and the first part of its answer; nothing of an event stream, which would never end. */
final class ProbeRequest {
  /** In bytes; no metadata document comes near it. */
  static final int LONGEST_BODY = 256 * 1024;

  static final BodyBound BODY = BodyBound.cutting(LONGEST_BODY);

  private static final String STREAM = "text/event-stream";

  private final BoundedClient client;
  private final URI uri;
  private volatile @Nullable HttpClientRequest request; // null until connected
  private volatile boolean ended;

  ProbeRequest(BoundedClient client, URI uri) {
    this.client = client;
    this.uri = uri;
  }

  /** To the first of the addresses that takes connections. The headers are names and values in turn. */
  Future<ProbeResponse> send(
      List<InetAddress> addresses, String method, String body, String... headers) {
    return client.connect(options(method, headers), addresses).compose(connected -> {
      request = connected;
      if (ended) {
        end();
        return Future.failedFuture("came too late");
      }
      return (body.isEmpty() ? connected.send() : connected.send(Buffer.buffer(body)))
          .compose(ProbeRequest::answer);
    });
  }

  boolean isConnected() {
    return request != null;
  }

  /** Closes the connection, now or as soon as there is one. */
  void end() {
    ended = true;
    HttpClientRequest open = request;
    if (open != null) {
      open.connection().close();
    }
  }

  // Throws IllegalArgumentException, which fails the future, where a server wrote what no header
  // field may hold.
  private RequestOptions options(String method, String... headers) {
    RequestOptions options = BoundedClient.request(HttpMethod.valueOf(method), uri)
        .putHeader("User-Agent", "gatehouse-doctor");
    for (int i = 0; i + 1 < headers.length; i += 2) {
      options.putHeader(headers[i], headers[i + 1]);
    }
    return options;
  }

  private static Future<ProbeResponse> answer(HttpClientResponse response) {
    String type = response.getHeader("Content-Type");
    Future<Buffer> body = type != null && type.startsWith(STREAM)
        ? Future.succeededFuture(Buffer.buffer())
        : BODY.read(response);
    return body.map(
        read -> ProbeResponse.of(response.statusCode(), headers(response), read.getBytes()));
  }

  private static HttpHeaders headers(HttpClientResponse response) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    response
        .headers()
        .forEach((name, value) -> all.computeIfAbsent(
                name.toLowerCase(Locale.ROOT), first -> new ArrayList<>())
            .add(value));
    return HttpHeaders.of(all, (name, value) -> true);
  }
}
