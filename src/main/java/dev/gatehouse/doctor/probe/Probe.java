package dev.gatehouse.doctor.probe;

import dev.gatehouse.client.RefusedTargetException;
import dev.gatehouse.client.TargetPolicy;
import dev.gatehouse.http.client.BoundedClient;
import dev.gatehouse.http.client.HttpBounds;
import dev.gatehouse.oauth.uri.Loopback;
import io.vertx.core.Future;
import java.net.URI;
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

/** Sends one request at a time, only where the policy lets it, follows no redirect, and always comes back with an answer within a few seconds. */
public final class Probe {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST_HEADERS = 384 * 1024;
  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

  private final BoundedClient client;
  private final TargetPolicy targets;
  private final Clock clock;

  // How far the clock of each host is ahead of ours, by the Date of its answers.
  private final Map<String, Duration> ahead = new LinkedHashMap<>();

  /** For one examination, of that MCP URL. */
  public Probe(ProbeContext outside, URI mcp, Clock clock) {
    this.client = new BoundedClient(
        outside.vertx(),
        outside.trust(),
        HttpBounds.once(PATIENCE, LONGEST_HEADERS, ProbeRequest.BODY));
    this.targets = outside.targets().apply(mcp);
    this.clock = clock;
  }

  /** How far the clock of the host and port is ahead of ours, negative where behind; empty where it did not say its time. */
  public Optional<Duration> clockAhead(String authority) {
    return Optional.ofNullable(ahead.get(authority));
  }

  /** Why nothing is sent there, to be read after the URL; empty where a client may follow it. */
  public Optional<String> refusal(URI uri) {
    try {
      await(targets.addresses(uri));
      return Optional.empty();
    } catch (ExecutionException e) {
      return e.getCause() instanceof RefusedTargetException refused
          ? Optional.of(refused.why())
          : Optional.empty(); // that it does not resolve is said when it is asked
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }

  /** Whether the URL is on this computer. */
  public static boolean isLoopback(String url) {
    return MetadataDocument.uri(url)
        .filter(uri -> uri.getHost() != null && Loopback.isHost(uri.getHost()))
        .isPresent();
  }

  public ProbeResponse get(URI uri, String... headers) {
    return send("GET", uri, "", headers);
  }

  /** The headers are names and values in turn. */
  public ProbeResponse post(URI uri, String contentType, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = contentType;
    return send("POST", uri, body, all);
  }

  public ProbeResponse send(String method, URI uri, String body, String... headers) {
    var call = new ProbeRequest(client, uri);
    try {
      ProbeResponse answer = await(
          targets.addresses(uri).compose(addresses -> call.send(addresses, method, body, headers)));
      readClock(uri, answer);
      return answer;
    } catch (TimeoutException e) {
      return call.isConnected()
          ? ProbeResponse.none(
              "nothing whole within " + PATIENCE.toSeconds() + " seconds",
              "answer within a second; is the server stuck, or does it wait for somebody else?")
          : ConnectionFailure.unconnected(uri);
    } catch (ExecutionException e) {
      return e.getCause() instanceof RefusedTargetException refused
          ? ProbeResponse.none("not asked: " + uri + " " + refused.why(), "")
          : ConnectionFailure.because(uri, e.getCause());
    } finally {
      call.end();
    }
  }

  private static <T> T await(Future<T> future) throws ExecutionException, TimeoutException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted");
    }
  }

  // RFC 9110 §6.6.1
  private void readClock(URI uri, ProbeResponse answer) {
    try {
      if (!answer.header("Date").isEmpty()) {
        var at = Instant.from(HTTP_DATE.parse(answer.header("Date")));
        ahead.putIfAbsent(uri.getRawAuthority(), Duration.between(clock.instant(), at));
      }
    } catch (DateTimeException e) {
      return; // no date: nothing is known of its clock
    }
  }
}
