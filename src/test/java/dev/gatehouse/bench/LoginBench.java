package dev.gatehouse.bench;

import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Complete logins per second of the server's CPU, and what sixteen of them at once do to the others: refreshes at {@code /token} and
 * {@code tools/call}, while passwords are hashed and while none is, in turn.
 */
public final class LoginBench {
  private static final int LOGINS = 16;
  private static final int WARM_UP_SECONDS = 10;
  private static final int SECONDS = 10;
  private static final int ROUNDS = 5;
  private static final int ROUND_SECONDS = 3;
  private static final long PROBE_MILLIS = 10;
  private static final String JAR = "target/gatehouse.jar";

  private final ServerProcess server;
  private final TestClient client;
  private final String issuer;
  private final String mcpUrl;

  private LoginBench(ServerProcess server, String issuer, String origin) {
    this.server = server;
    this.issuer = issuer;
    this.mcpUrl = origin + "/mcp";
    this.client = TestClient.register(issuer, mcpUrl);
  }

  public static void main(String[] arguments) throws Exception {
    String issuer = "http://localhost:" + FreePort.next();
    String origin = "http://localhost:" + FreePort.next();
    try (var server = ServerProcess.start(
        origin + "/health", "-jar", JAR, "--issuer", issuer, "--resource-url", origin)) {
      var bench = new LoginBench(server, issuer, origin);
      bench.completeLogins();
      bench.others();
    }
  }

  private void completeLogins() throws Exception {
    var logins = new Samples();
    load(this::completeLogin, WARM_UP_SECONDS, new Samples());
    double before = server.cpuSeconds();
    load(this::completeLogin, SECONDS, logins);
    double cpu = server.cpuSeconds() - before;
    System.out.printf(
        "%-18s %.1f per CPU-s   %.1f per s   %s%n",
        "complete logins", logins.count() / cpu, logins.count() / (double) SECONDS, logins);
  }

  private void others() throws Exception {
    var tokens = new Pair();
    var calls = new Pair();
    Callable<Reply> refresh = refreshing();
    Callable<Reply> call = calling();
    for (int round = 0; round <= ROUNDS; round++) {
      Pair toToken = round == 0 ? new Pair() : tokens; // the first warms up
      Pair toTool = round == 0 ? new Pair() : calls;
      probe(refresh, toToken.quiet, call, toTool.quiet);
      Thread hashing = new Thread(() -> load(this::passwordOnly, ROUND_SECONDS, new Samples()));
      hashing.start();
      probe(refresh, toToken.hashing, call, toTool.hashing);
      hashing.join();
    }
    tokens.print("/token, a refresh");
    calls.print("tools/call");
  }

  /** One request every few milliseconds to each, for a round. */
  private static void probe(
      Callable<Reply> one, Samples oneSamples, Callable<Reply> other, Samples otherSamples)
      throws InterruptedException {
    Thread beside = new Thread(() -> otherSamples.every(PROBE_MILLIS, ROUND_SECONDS, other));
    beside.start();
    oneSamples.every(PROBE_MILLIS, ROUND_SECONDS, one);
    beside.join();
  }

  private static void load(Callable<Reply> login, int seconds, Samples samples) {
    Thread[] threads = new Thread[LOGINS];
    for (int i = 0; i < LOGINS; i++) {
      threads[i] = new Thread(() -> samples.every(0, seconds, login));
      threads[i].start();
    }
    for (Thread thread : threads) {
      join(thread);
    }
  }

  private Reply completeLogin() {
    var browser = new WebBrowser();
    Reply consent = client.consentPage(browser, "alice", client.request("mcp.read"));
    Reply back = browser.submit(consent, form -> form.add("decision", "approve"));
    return client.redeem(back.answer().get("code"));
  }

  private Reply passwordOnly() {
    var browser = new WebBrowser();
    return browser.submit(
        browser.open(issuer + "/login"),
        form -> form.set("username", "alice").set("password", "password123"));
  }

  private Callable<Reply> refreshing() {
    var latest =
        new AtomicReference<>(client.tokens("alice", "mcp.read").getString("refresh_token"));
    return () -> {
      Reply reply = client.refresh(latest.get());
      latest.set(reply.json().getString("refresh_token"));
      return reply;
    };
  }

  private Callable<Reply> calling() {
    String token = client.tokens("alice", "mcp.read").getString("access_token");
    return () -> Http.postJson(
        mcpUrl,
        CallBench.CALL,
        "Authorization",
        "Bearer " + token,
        "Accept",
        "application/json, text/event-stream",
        "MCP-Protocol-Version",
        "2025-11-25");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The same requests in both states of the server. */
  private static final class Pair {
    private final Samples quiet = new Samples();
    private final Samples hashing = new Samples();

    private void print(String what) {
      System.out.printf("%-18s no login           %s%n", what, quiet);
      System.out.printf("%-18s %d logins hashing  %s%n", "", LOGINS, hashing);
      System.out.printf(
          "%-18s ratio              p50 %.2f   p99 %.2f%n",
          "", hashing.at(0.5) / quiet.at(0.5), hashing.at(0.99) / quiet.at(0.99));
    }
  }
}
