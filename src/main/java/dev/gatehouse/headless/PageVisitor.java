package dev.gatehouse.headless;

import dev.gatehouse.http.client.BodyBound;
import dev.gatehouse.http.client.BodyTooLongException;
import dev.gatehouse.http.client.BoundedAnswer;
import dev.gatehouse.http.client.BoundedClient;
import dev.gatehouse.http.client.HttpBounds;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens pages and sends forms as a browser does: keeps cookies, and follows redirects as long as they stay at the server. */
final class PageVisitor {
  private static final HttpBounds BOUNDS = HttpBounds.of(
      Duration.ofSeconds(30), // others may be logging in at the same moment
      BodyBound.refusing(256 << 10));
  private static final int REDIRECTS = 8;

  private final String origin;
  private final BoundedClient client;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** The origin is the server's. */
  PageVisitor(Vertx vertx, TlsTrust trust, String origin) {
    this.origin = origin;
    this.client = new BoundedClient(vertx, trust, BOUNDS);
  }

  /**
   * Where a visit ended.
   *
   * @param url of the page; behind a redirect that leads elsewhere, that redirect's target
   * @param status of the answer; a redirect that was not followed has its own
   * @param retryAfter in seconds, as the answer says; empty where it does not
   * @param body of the answer
   */
  record Page(URI url, int status, String retryAfter, String body) {
    /** Without the query, which may hold a code. */
    @Override
    public String toString() {
      return "Page[" + status + "]";
    }
  }

  Future<Page> open(String url) {
    return visit(HttpMethod.GET, URI.create(url), Buffer.buffer(), REDIRECTS);
  }

  /** Names and values in turn. */
  Future<Page> submit(URI url, List<String> pairs) {
    String form = IntStream.range(0, pairs.size() / 2)
        .mapToObj(i -> encoded(pairs.get(2 * i)) + '=' + encoded(pairs.get(2 * i + 1)))
        .collect(Collectors.joining("&"));
    return visit(HttpMethod.POST, url, Buffer.buffer(form), REDIRECTS);
  }

  void close() {
    client.close();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Future<Page> visit(HttpMethod method, URI url, Buffer body, int redirects) {
    return send(method, url, body).compose(answer -> {
      keepCookies(answer);
      if (!isRedirect(answer.status(), answer.header("Location"))) {
        return Future.succeededFuture(page(url, answer));
      }
      URI next = url.resolve(answer.header("Location"));
      return next.toString().startsWith(origin + "/") && redirects > 0
          ? visit(HttpMethod.GET, next, Buffer.buffer(), redirects - 1)
          : Future.succeededFuture(page(next, answer));
    });
  }

  private static boolean isRedirect(int status, @Nullable String location) {
    return status / 100 == 3 && location != null && !location.isEmpty();
  }

  private Future<BoundedAnswer> send(HttpMethod method, URI url, Buffer body) {
    var options = new RequestOptions()
        .setMethod(method)
        .setAbsoluteURI(url.toString())
        .putHeader("Accept", "text/html, application/json;q=0.9")
        .putHeader("User-Agent", "gatehouse-token");
    if (!cookies.isEmpty()) {
      options.putHeader(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + '=' + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (method.equals(HttpMethod.POST)) {
      options.putHeader("Content-Type", "application/x-www-form-urlencoded");
    }
    return client
        .exchange(
            options,
            body,
            response -> !isRedirect(response.statusCode(), response.getHeader("Location")))
        .recover(failure -> Future.failedFuture(new TokenUnavailableException(reason(failure))));
  }

  private String reason(Throwable failure) {
    if (failure instanceof BodyTooLongException) {
      return "an answer was longer than any page of Gatehouse";
    }
    if (failure instanceof ConnectException) {
      return "nothing listens at " + origin
          + ": start the server first, or say where it is with --issuer URL";
    }
    if (failure instanceof SSLException) {
      return "TLS failed at " + origin
          + ": say --trusted-certificates FILE for a certificate of your own, or http:// if it is plain";
    }
    return "no answer from " + origin + ": " + failure.getMessage();
  }

  private void keepCookies(BoundedAnswer response) {
    for (String line : response.headers().getAll("Set-Cookie")) {
      String[] pair = line.split(";", 2)[0].split("=", 2);
      if (pair.length == 2) {
        cookies.put(pair[0].strip(), pair[1]);
      }
    }
  }

  private static Page page(URI url, BoundedAnswer answer) {
    return new Page(
        url, answer.status(), answer.header("Retry-After"), answer.body().toString());
  }
}
