package dev.gatehouse.http.record;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.Recording;
import dev.gatehouse.handshake.RedactionPolicy;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.oauth.uri.WellKnown;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hands each {@link Exchange} of one server on, secrets masked. Mounted before all else where someone wants to see them,
 * and nowhere when not. What a load test sends is counted out: so many a second are shown, and the rest costs nothing.
 */
public final class ExchangeRecorder implements Endpoint, Handler<RoutingContext> {
  private static final String KEY = "gatehouse.recording";
  // What browsers and monitors ask of any server.
  private static final List<String> NOT_OURS = List.of(
      "/ready",
      "/favicon.ico",
      "/apple-touch-icon",
      "/robots.txt",
      "/sitemap.xml",
      WellKnown.PREFIX + "appspecific/");
  private static final List<String> UNSEEN = Stream.concat(
          Arrays.stream(ServerEndpoint.values())
              .filter(endpoint -> endpoint.step().isEmpty())
              .map(ServerEndpoint::root),
          NOT_OURS.stream())
      .toList();
  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final String DATA = "data: {";
  private static final int MOST_A_SECOND = 100;
  private static final int MOST_CALLS_A_SECOND = 25;
  private static final int FIRST = Integer.MIN_VALUE;

  private final Party party;
  private final ExchangeSequence sequence;
  private final RedactionPolicy policy;
  private final Clock clock;
  private long second;
  private int inSecond;
  private int callsInSecond;

  /** One for each instance of a server: it counts on one event loop. */
  public ExchangeRecorder(
      Party party, ExchangeSequence sequence, RedactionPolicy policy, Clock clock) {
    this.party = party;
    this.sequence = sequence;
    this.policy = policy;
    this.clock = clock;
  }

  /** Keeps the JSON that goes out, where somebody wants to see it. */
  public static void answered(RoutingContext ctx, String json) {
    @Nullable Recording recording = ctx.get(KEY);
    if (recording != null) {
      recording.answered(json);
    }
  }

  /** Keeps an event that goes out on a stream, where somebody wants to see it; HTML Standard "Server-sent events". */
  public static void streamed(RoutingContext ctx, String event) {
    @Nullable Recording recording = ctx.get(KEY);
    int data = recording == null ? -1 : event.indexOf(DATA);
    if (recording != null && data >= 0) {
      recording.streamed(event.substring(data + DATA.length() - 1).strip());
    }
  }

  @Override
  public void mount(Router router) {
    router.route().order(FIRST).handler(this);
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (isShown(ctx.request()) && hasRoom(ctx.request().path())) {
      Instant begun = clock.instant();
      long nanos = System.nanoTime();
      Recording recording = Recording.begin();
      ctx.put(KEY, recording);
      ctx.addHeadersEndHandler(head -> number(ctx, recording));
      ctx.addEndHandler(ended -> sequence.take(
          recording.number(sequence::number),
          new ExchangeReader(party, ctx, policy, recording).read(begun, nanos)));
    }
    ctx.next();
  }

  private static boolean isShown(HttpServerRequest request) {
    @Nullable String path = request.path();
    return path != null
        && UNSEEN.stream().noneMatch(path::startsWith)
        && !(path.equals("/") && SAFE.contains(request.method()));
  }

  // A stream begins long before it ends, and is told of when it does.
  private void number(RoutingContext ctx, Recording recording) {
    @Nullable String type = ctx.response().headers().get(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.startsWith("text/event-stream")) {
      recording.number(sequence::number);
    }
  }

  private boolean hasRoom(String path) {
    long now = clock.millis() / 1000;
    if (now != second) {
      second = now;
      inSecond = 0;
      callsInSecond = 0;
    }
    return path.startsWith(ServerEndpoint.MCP.path())
        ? callsInSecond++ < MOST_CALLS_A_SECOND
        : inSecond++ < MOST_A_SECOND;
  }
}
