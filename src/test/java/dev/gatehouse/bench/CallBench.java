package dev.gatehouse.bench;

import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** An echo by {@code tools/call} with a bearer token on each request: requests per second of the server's CPU, beside the bare server. */
public final class CallBench {
  private static final int CONNECTIONS = 16;
  private static final int WARM_UP_SECONDS = 6;
  private static final int SECONDS = 10;
  private static final String JAR = "target/gatehouse.jar";
  static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
      + "{\"name\":\"echo\",\"arguments\":{\"message\":\"hello\",\"repeat_count\":1}}}";

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));

  private CallBench() {}

  public static void main(String[] arguments) throws Exception {
    var bench = new CallBench();
    try {
      double ours = bench.gatehouse("off");
      double watched = bench.gatehouse("on");
      double bare = bench.bareVertx();
      System.out.printf("ratio gatehouse / bare Vert.x %.2f%n", ours / bare);
      System.out.printf("ratio console on / off        %.2f%n", watched / ours);
    } finally {
      bench.vertx.close();
    }
  }

  private double gatehouse(String console) throws Exception {
    int issuer = FreePort.next();
    int resource = FreePort.next();
    String issuerUrl = "http://localhost:" + issuer;
    String origin = "http://localhost:" + resource;
    try (var server = ServerProcess.start(
        origin + "/health",
        "-jar",
        JAR,
        "--issuer",
        issuerUrl,
        "--resource-url",
        origin,
        "--console",
        console)) {
      String token = TestClient.register(issuerUrl, origin + "/mcp")
          .tokens("alice", "mcp.read")
          .getString("access_token");
      return measure("tools/call, console " + console, server, resource, token);
    }
  }

  private double bareVertx() throws Exception {
    int port = FreePort.next();
    try (var server = ServerProcess.start(
        "http://127.0.0.1:" + port + "/health",
        "-cp",
        JAR + ":target/test-classes",
        BareVertx.class.getName(),
        Integer.toString(port))) {
      return measure("bare Vert.x POST", server, port, "none");
    }
  }

  private double measure(String what, ServerProcess server, int port, String token)
      throws Exception {
    run(port, token, WARM_UP_SECONDS, new long[0], new AtomicInteger());
    var nanos = new long[4_000_000];
    var count = new AtomicInteger();
    double before = server.cpuSeconds();
    run(port, token, SECONDS, nanos, count);
    double cpu = server.cpuSeconds() - before;
    int requests = Math.min(count.get(), nanos.length);
    long[] sorted = Arrays.copyOf(nanos, requests);
    Arrays.sort(sorted);
    System.out.printf(
        "%-22s %8.0f req/CPU-s   %7.0f req/s   p50 %.2f ms   p99 %.2f ms%n",
        what,
        requests / cpu,
        requests / (double) SECONDS,
        sorted[requests / 2] / 1e6,
        sorted[requests / 100 * 99] / 1e6);
    return requests / cpu;
  }

  private void run(int port, String token, int seconds, long[] nanos, AtomicInteger count)
      throws InterruptedException {
    var options = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost("localhost")
        .setPort(port)
        .setURI("/mcp")
        .putHeader("Authorization", "Bearer " + token)
        .putHeader("Content-Type", "application/json")
        .putHeader("Accept", "application/json, text/event-stream")
        .putHeader("MCP-Protocol-Version", "2025-11-25");
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    var done = new CountDownLatch(CONNECTIONS);
    var failures = new AtomicLong();
    for (int i = 0; i < CONNECTIONS; i++) {
      next(options, end, nanos, count, failures, done);
    }
    done.await();
    if (failures.get() > 0) {
      throw new IllegalStateException(failures.get() + " requests failed");
    }
  }

  private void next(
      RequestOptions options,
      long end,
      long[] nanos,
      AtomicInteger count,
      AtomicLong failures,
      CountDownLatch done) {
    long begun = System.nanoTime();
    if (begun >= end) {
      done.countDown();
      return;
    }
    client
        .request(options)
        .compose(request -> request.send(Buffer.buffer(CALL)))
        .compose(response -> response.body().map(body -> response.statusCode()))
        .onComplete(status -> {
          if (status.failed() || status.result() != 200) {
            failures.incrementAndGet();
          } else {
            int place = count.getAndIncrement();
            if (place < nanos.length) {
              nanos[place] = System.nanoTime() - begun;
            }
          }
          next(options, end, nanos, count, failures, done);
        });
  }
}
