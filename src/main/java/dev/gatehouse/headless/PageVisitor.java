package dev.gatehouse.headless;

import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;

/** Opens pages and sends forms as a browser does: keeps cookies, and follows redirects as long as they stay at the server. */
final class PageVisitor {
  private static final int SECONDS = 30; // others may be logging in at the same moment
  private static final int LONGEST = 256 << 10;
  private static final int REDIRECTS = 8;

  private final String origin;
  private final HttpClient client;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** The origin is the server's. */
  PageVisitor(Vertx vertx, TlsTrust trust, String origin) {
    this.origin = origin;
    this.client =
        vertx.createHttpClient(trust.on(new HttpClientOptions().setConnectTimeout(SECONDS * 1000)));
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
    return send(method, url, body).compose(response -> {
      keepCookies(response);
      String location = response.getHeader("Location");
      if (response.statusCode() / 100 != 3 || location == null) {
        return whole(response).map(text -> page(url, response, text));
      }
      URI next = url.resolve(location);
      return next.toString().startsWith(origin + "/") && redirects > 0
          ? visit(HttpMethod.GET, next, Buffer.buffer(), redirects - 1)
          : Future.succeededFuture(page(next, response, ""));
    });
  }

  private Future<HttpClientResponse> send(HttpMethod method, URI url, Buffer body) {
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
        .request(options)
        .compose(request -> request.send(body))
        .timeout(SECONDS, TimeUnit.SECONDS)
        .recover(failure -> Future.failedFuture(new TokenUnavailableException(reason(failure))));
  }

  private String reason(Throwable failure) {
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

  private void keepCookies(HttpClientResponse response) {
    for (String line : response.headers().getAll("Set-Cookie")) {
      String[] pair = line.split(";", 2)[0].split("=", 2);
      if (pair.length == 2) {
        cookies.put(pair[0].strip(), pair[1]);
      }
    }
  }

  private static Future<String> whole(HttpClientResponse response) {
    Promise<String> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response
        .exceptionHandler(whole::tryFail)
        .endHandler(end -> whole.tryComplete(body.toString()))
        .handler(chunk -> {
          if (body.length() + chunk.length() > LONGEST) {
            whole.tryFail(
                new TokenUnavailableException("an answer was longer than any page of Gatehouse"));
            response.request().reset();
          } else {
            body.appendBuffer(chunk);
          }
        });
    return whole.future().timeout(SECONDS, TimeUnit.SECONDS);
  }

  private static Page page(URI url, HttpClientResponse response, String body) {
    String retryAfter = response.getHeader("Retry-After");
    return new Page(url, response.statusCode(), retryAfter == null ? "" : retryAfter, body);
  }
}
