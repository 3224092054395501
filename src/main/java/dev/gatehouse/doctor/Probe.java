package dev.gatehouse.doctor;

import dev.gatehouse.oauth.Loopback;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends one request at a time, follows no redirect, and always comes back with an answer within a few seconds. */
final class Probe {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .followRedirects(HttpClient.Redirect.NEVER)
      .connectTimeout(PATIENCE)
      .build();

  /** Whether a client may send anything there: https, or http on loopback. OAuth 2.1 §1.5. */
  static boolean mayFollow(URI uri) {
    String host = uri.getHost();
    return host != null
        && uri.getUserInfo() == null
        && ("https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && Loopback.isHost(host)));
  }

  Answer get(URI uri, String... headers) {
    return send("GET", uri, "", headers);
  }

  /** The headers are names and values in turn. */
  Answer post(URI uri, String contentType, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = contentType;
    return send("POST", uri, body, all);
  }

  Answer send(String method, URI uri, String body, String... headers) {
    if (!mayFollow(uri)) {
      return Answer.none("not asked: " + uri + " is neither https nor on loopback");
    }
    var request = HttpRequest.newBuilder(uri)
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .header("User-Agent", "gatehouse-doctor");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return answer(request.build());
  }

  private Answer answer(HttpRequest request) {
    var pending = client.sendAsync(request, BoundedBody::new);
    try {
      HttpResponse<byte[]> response = pending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return Answer.of(response.statusCode(), response.headers(), response.body());
    } catch (TimeoutException e) {
      pending.cancel(true);
      return Answer.none("nothing within " + PATIENCE.toSeconds() + " seconds");
    } catch (ExecutionException e) {
      return Answer.none(reason(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.none("interrupted");
    }
  }

  private static String reason(@Nullable Throwable failure) {
    if (failure instanceof ConnectException) {
      return "nothing listens there, or the host name does not resolve";
    }
    return failure instanceof SSLException
        ? "TLS failed, the certificate may not be trusted by this JVM: " + failure.getMessage()
        : "the connection broke: " + failure;
  }
}
