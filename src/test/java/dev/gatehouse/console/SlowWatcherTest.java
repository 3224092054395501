package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.console.diagnosis.DeploymentFacts;
import dev.gatehouse.console.diagnosis.Diagnoses;
import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Exchange.Answered;
import dev.gatehouse.handshake.Exchange.Asked;
import dev.gatehouse.handshake.Exchange.Body;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.testing.Eventually;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page that does not read costs one line for each run, is dropped after a while, and holds up nobody. */
class SlowWatcherTest {
  private static final int RUNS = 200;
  private static final String LONG = "x".repeat(1500);

  private Vertx vertx;
  private RunFeed hub;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test // CWE-770
  void misses_what_was_overtaken_and_gets_the_last_word_on_each_run() throws IOException {
    int port = listen(Duration.ofMinutes(1));
    try (var slow = new Page(port);
        var other = new Page(port)) {
      other.read();
      int rounds = 60; // some 20 MB: more than any socket holds
      for (int round = 1; round <= rounds; round++) {
        change(other, round);
      }
      slow.read();
      Eventually.until("the last word", () -> slow.knows(rounds));
      assertThat(other.lines.get()).isGreaterThanOrEqualTo(rounds * RUNS);
      assertThat(slow.lines.get()).isLessThan(rounds * RUNS * 2 / 3);
    }
  }

  @Test // CWE-400
  void is_dropped_when_it_has_read_nothing_between_two_beats() throws IOException {
    int port = listen(Duration.ofMillis(300));
    try (var slow = new Page(port);
        var other = new Page(port)) {
      other.read();
      int round = 0;
      for (Instant end = Instant.now().plusSeconds(3); Instant.now().isBefore(end); ) {
        change(other, ++round);
      }
      slow.read();
      Eventually.until("the end", () -> slow.ended);
      assertThat(slow.knows(round)).isFalse();
      change(other, ++round);
      assertThat(other.ended).isFalse();
    }
  }

  private int listen(Duration beat) {
    var place = new DeploymentFacts("http://localhost/mcp", "http://localhost", false, Set.of());
    hub = new RunFeed(vertx, new RunDiagnoses(new Diagnoses(place)), Clock.systemUTC());
    var router = Router.router(vertx);
    new RunEventsEndpoint(hub, "epoch", beat).mount(router);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "localhost")
        .await()
        .actualPort();
  }

  // Each run has one step more, and the page that reads knows it.
  private void change(Page reader, int round) {
    for (int run = 0; run < RUNS; run++) {
      hub.exchanged(step("client-" + run + '-' + LONG));
    }
    Eventually.until("round " + round, () -> reader.knows(round));
  }

  private static Exchange step(String client) {
    return new Exchange(
        Instant.now(),
        100,
        Party.AUTHORIZATION_SERVER,
        "127.0.0.1:50000",
        new Asked("GET", "/authorize", Map.of("client_id", client), Map.of(), Body.NONE),
        new Answered(302, Map.of(), Body.NONE),
        List.of(),
        List.of(),
        Set.of(),
        Map.of());
  }

  /** A page that reads only when it is told to, with the smallest buffer there is. */
  private static final class Page implements AutoCloseable {
    private final Socket socket = new Socket();
    private final Map<String, Integer> steps = new ConcurrentHashMap<>();
    private final AtomicInteger lines = new AtomicInteger();
    private volatile boolean ended;

    Page(int port) throws IOException {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      EventBytes.ask(socket, port, "");
    }

    void read() {
      var reader = new Thread(this::take, "page");
      reader.setDaemon(true);
      reader.start();
    }

    boolean knows(int count) {
      return steps.size() == RUNS && steps.values().stream().allMatch(known -> known == count);
    }

    private void take() {
      try (var in = new BufferedReader(
          new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        in.lines().filter(line -> line.startsWith("data: {\"id\"")).forEach(this::take);
      } catch (IOException | java.io.UncheckedIOException cut) {
        // by the server, or by the test
      }
      ended = true;
    }

    private void take(String line) {
      lines.incrementAndGet();
      String count = line.replaceAll(".*\"steps\":(\\d+).*", "$1");
      steps.put(line.replaceAll(".*\"client\":\"(client-\\d+).*", "$1"), Integer.parseInt(count));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
