package dev.gatehouse.bench;

import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two hundred MCP sessions, each with an open stream, and two thousand calls a second: what fails, which stream ends, and what the heap
 * holds after a collection, before and after. The argument is how many seconds; 300 unless given.
 */
public final class SoakBench {
  private static final int CLIENTS = 8;
  private static final int SESSIONS_OF_EACH = 25;
  private static final int CALLS_A_SECOND = 2000;
  private static final int TICK_MILLIS = 10;
  private static final int WARM_UP_SECONDS = 20;
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"soak\",\"version\":\"1\"}}}";

  private record Member(String token, String session) {}

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient calls = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(32));
  private final HttpClient streams =
      vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CLIENTS * SESSIONS_OF_EACH));
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong heartbeats = new AtomicLong();
  private final int port;

  private SoakBench(int port) {
    this.port = port;
  }

  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length == 0 ? 300 : Integer.parseInt(arguments[0]);
    String issuer = "http://localhost:" + FreePort.next();
    int port = FreePort.next();
    String origin = "http://localhost:" + port;
    try (var server = ServerProcess.start(
        origin + "/health",
        "-jar",
        "target/gatehouse.jar",
        "--issuer",
        issuer,
        "--resource-url",
        origin,
        "--console",
        "off")) {
      var soak = new SoakBench(port);
      try {
        soak.run(server, issuer, origin, seconds);
      } finally {
        soak.vertx.close();
      }
    }
  }

  private void run(ServerProcess server, String issuer, String origin, int seconds)
      throws Exception {
    List<Member> members = members(issuer, origin);
    members.forEach(this::listen);
    call(members, WARM_UP_SECONDS);
    double before = server.liveMegabytes();
    answered.set(0);
    failed.set(0);
    call(members, seconds);
    double after = server.liveMegabytes();
    System.out.printf(
        "%d sessions, %d s: %d calls answered (%.0f/s), %d failed; %d streams ended, %d heartbeats%n",
        members.size(),
        seconds,
        answered.get(),
        answered.get() / (double) seconds,
        failed.get(),
        ended.get(),
        heartbeats.get());
    System.out.printf(
        "live heap %.1f MB before, %.1f MB after; RSS %.0f MB%n",
        before, after, server.residentMegabytes());
  }

  private List<Member> members(String issuer, String origin) throws Exception {
    var members = new ArrayList<Member>();
    for (int i = 0; i < CLIENTS; i++) {
      String token = TestClient.register(issuer, origin + "/mcp")
          .tokens(i % 2 == 0 ? "alice" : "bob", "mcp.read")
          .getString("access_token");
      for (int j = 0; j < SESSIONS_OF_EACH; j++) {
        String session = send(calls, HttpMethod.POST, token, "", INITIALIZE)
            .map(response -> response.getHeader("Mcp-Session-Id"))
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
        members.add(new Member(token, session));
      }
    }
    return members;
  }

  private void listen(Member member) {
    send(streams, HttpMethod.GET, member.token(), member.session(), "")
        .onSuccess(response -> {
          if (response.statusCode() != 200) {
            ended.incrementAndGet();
          }
          response
              .handler(event -> heartbeats.incrementAndGet())
              .endHandler(end -> ended.incrementAndGet())
              .exceptionHandler(broken -> ended.incrementAndGet());
        })
        .onFailure(refused -> ended.incrementAndGet());
  }

  private void call(List<Member> members, int seconds) throws InterruptedException {
    int ticks = seconds * 1000 / TICK_MILLIS;
    long begun = System.nanoTime();
    for (int tick = 0; tick < ticks; tick++) {
      for (int i = 0; i < CALLS_A_SECOND * TICK_MILLIS / 1000; i++) {
        call(members.get((tick * 31 + i) % members.size()));
      }
      long wait = begun + (tick + 1L) * TICK_MILLIS * 1_000_000 - System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
    }
    Thread.sleep(1000); // the last answers
  }

  private void call(Member member) {
    send(calls, HttpMethod.POST, member.token(), member.session(), CallBench.CALL)
        .compose(response -> response.body().map(body -> response.statusCode()))
        .onComplete(status -> {
          boolean good = status.succeeded() && status.result() == 200;
          (good ? answered : failed).incrementAndGet();
        });
  }

  private Future<HttpClientResponse> send(
      HttpClient client, HttpMethod method, String token, String session, String body) {
    var options = new RequestOptions()
        .setMethod(method)
        .setHost("localhost")
        .setPort(port)
        .setURI("/mcp")
        .putHeader("Authorization", "Bearer " + token)
        .putHeader("Accept", "application/json, text/event-stream")
        .putHeader("MCP-Protocol-Version", "2025-11-25");
    if (!session.isEmpty()) {
      options.putHeader("Mcp-Session-Id", session);
    }
    return client
        .request(options)
        .compose(request -> body.isEmpty()
            ? request.send()
            : request.putHeader("Content-Type", "application/json").send(Buffer.buffer(body)));
  }
}
