package dev.gatehouse.doctor;

import dev.gatehouse.oauth.Loopback;
import dev.gatehouse.tls.Trust;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one request at a time, follows no redirect, and always comes back with an answer within a few seconds. */
final class Probe {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

  private final HttpClient client;
  private final Clock clock;

  // How far the clock of each host is ahead of ours, by the Date of its answers.
  private final Map<String, Duration> ahead = new LinkedHashMap<>();

  Probe(Trust trust, Clock clock) {
    this.client = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(PATIENCE)
        .sslContext(trust.context())
        .build();
    this.clock = clock;
  }

  /** How far the clock of the host and port is ahead of ours, negative where behind; empty where it did not say its time. */
  Optional<Duration> clockAhead(String authority) {
    return Optional.ofNullable(ahead.get(authority));
  }

  /** Whether a client may send anything there: https, or http on loopback. OAuth 2.1 §1.5. */
  static boolean mayFollow(URI uri) {
    String host = uri.getHost();
    return host != null
        && uri.getUserInfo() == null
        && ("https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && Loopback.isHost(host)));
  }

  /** Whether the URL is on this computer. */
  static boolean isLoopback(String url) {
    return Document.uri(url)
        .filter(uri -> uri.getHost() != null && Loopback.isHost(uri.getHost()))
        .isPresent();
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
      return Answer.none("not asked: " + uri + " is neither https nor on loopback", "");
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
      readClock(response);
      return Answer.of(response.statusCode(), response.headers(), response.body());
    } catch (TimeoutException e) {
      pending.cancel(true);
      return Answer.none(
          "nothing whole within " + PATIENCE.toSeconds() + " seconds",
          "answer within a second; is the server stuck, or does it wait for somebody else?");
    } catch (ExecutionException e) {
      return NoAnswer.because(request.uri(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.none("interrupted", "");
    }
  }

  // RFC 9110 §6.6.1
  private void readClock(HttpResponse<?> response) {
    try {
      response
          .headers()
          .firstValue("Date")
          .map(HTTP_DATE::parse)
          .map(Instant::from)
          .ifPresent(at -> ahead.putIfAbsent(
              response.uri().getRawAuthority(), Duration.between(clock.instant(), at)));
    } catch (DateTimeException e) {
      return; // no date: nothing is known of its clock
    }
  }
}
