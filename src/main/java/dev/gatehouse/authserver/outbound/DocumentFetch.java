package dev.gatehouse.authserver.outbound;

import dev.gatehouse.http.client.BodyBound;
import dev.gatehouse.http.client.BodyTooLongException;
import dev.gatehouse.oauth.uri.FetchUrl;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request and what is taken of its answer: 200, JSON as it is, so many bytes. Whatever is left when it ends is cut off. */
final class DocumentFetch {
  private static final Pattern JSON =
      Pattern.compile("application/(?:json|[a-z0-9!#$&^_.-]+\\+json)\\s*(?:;.*)?");

  private final FetchClient client;
  private final FetchUrl url;
  private final int longest;
  private volatile @Nullable HttpClientRequest request; // null until connected
  private volatile boolean ended;

  DocumentFetch(FetchClient client, FetchUrl url, int longest) {
    this.client = client;
    this.url = url;
    this.longest = longest;
  }

  /** From the first of the addresses that takes connections. */
  Future<Fetched> begin(List<InetAddress> addresses) {
    return client.connect(url, addresses, () -> !ended).compose(this::exchange);
  }

  /** Closes the connection, now or as soon as there is one. */
  void end() {
    ended = true;
    HttpClientRequest open = request;
    if (open != null) {
      open.connection().close();
    }
  }

  private Future<Fetched> exchange(HttpClientRequest connected) {
    request = connected;
    if (ended) {
      end();
      return Future.failedFuture(FetchException.unreachable(url.host(), "came too late"));
    }
    return connected.send().compose(this::taken);
  }

  private Future<Fetched> taken(HttpClientResponse response) {
    String fault = fault(response);
    if (!fault.isEmpty()) {
      response.exceptionHandler(cut -> {}); // by us: an error page is not read
      return Future.failedFuture(
          response.statusCode() >= 500 || response.statusCode() == 429
              ? FetchException.passing(fault)
              : FetchException.lasting(fault));
    }
    return body(response).map(body -> new Fetched(body, client.freshness(response)));
  }

  private static String fault(HttpClientResponse response) {
    int status = response.statusCode();
    if (status >= 300 && status < 400) {
      return "answered with a redirect (" + status + "): serve the document at this very URL";
    }
    if (status != 200) {
      return "answered " + status + " instead of 200";
    }
    List<String> types = response.headers().getAll(HttpHeaders.CONTENT_TYPE);
    if (types.size() != 1
        || !JSON.matcher(types.get(0).toLowerCase(Locale.ROOT)).matches()) {
      return "is not served as application/json or application/...+json";
    }
    String encoding = response.headers().get(HttpHeaders.CONTENT_ENCODING);
    return encoding == null || encoding.equalsIgnoreCase("identity")
        ? ""
        : "is compressed, although only identity was accepted (Content-Encoding)";
  }

  private Future<Buffer> body(HttpClientResponse response) {
    return BodyBound.refusing(longest)
        .read(response)
        .recover(failure -> Future.failedFuture(
            failure instanceof BodyTooLongException
                ? FetchException.lasting("is longer than " + longest + " bytes")
                : FetchException.unreachable(url.host(), "was cut off")));
  }
}
