package dev.gatehouse.doctor;

import dev.gatehouse.http.client.AddressedClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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

  private static final String STREAM = "text/event-stream";

  private final AddressedClient client;
  private final URI uri;
  private volatile @Nullable HttpClientRequest request; // null until connected
  private volatile boolean ended;

  ProbeRequest(AddressedClient client, URI uri) {
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
    RequestOptions options = AddressedClient.request(HttpMethod.valueOf(method), uri)
        .putHeader("User-Agent", "gatehouse-doctor");
    for (int i = 0; i + 1 < headers.length; i += 2) {
      options.putHeader(headers[i], headers[i + 1]);
    }
    return options;
  }

  private static Future<ProbeResponse> answer(HttpClientResponse response) {
    Promise<byte[]> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body.getBytes()));
    response.handler(chunk -> {
      body.appendBuffer(chunk, 0, Math.min(chunk.length(), LONGEST_BODY - body.length()));
      if (body.length() == LONGEST_BODY) {
        whole.tryComplete(body.getBytes());
      }
    });
    String type = response.getHeader("Content-Type");
    if (type != null && type.startsWith(STREAM)) {
      whole.tryComplete(new byte[0]);
    }
    return whole
        .future()
        .map(bytes -> ProbeResponse.of(response.statusCode(), headers(response), bytes));
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
