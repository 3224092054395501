package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.limit.ClientTimeouts;
import dev.gatehouse.http.limit.RequestLimits;
import dev.gatehouse.http.server.ServerListener;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.tls.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that take for ever, RFC 9110 §15.5.9, CWE-400; here with a patience of one or two seconds. */
class SlowClientsTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final int PORT = FreePort.next();
  private static final int MEGABYTE = 1 << 20;
  private static final AtomicInteger ANSWERED = new AtomicInteger();

  @BeforeAll
  static void listen() {
    var router = Router.router(VERTX);
    router.errorHandler(400, ctx -> ctx.end());
    router.get("/").handler(ctx -> ctx.end("ok"));
    router.post("/").handler(RequestLimits.body(RequestLimits.FORM)).handler(ctx -> ctx.end("ok"));
    router.get("/large").handler(ctx -> {
      ANSWERED.incrementAndGet();
      ctx.end(Buffer.buffer(new byte[MEGABYTE]));
    });
    router.get("/events").handler(ctx -> {
      ctx.request().pause(); // as asynchronous handlers may leave it
      ctx.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
      var beats = new AtomicInteger();
      VERTX.setPeriodic(500, timer -> {
        ctx.response().write(": beat\n\n");
        if (beats.incrementAndGet() == 12) {
          VERTX.cancelTimer(timer);
          ctx.response().end("data: last\n\n");
        }
      });
    });
    new ServerListener(VERTX, Tls.PLAIN, 1, new ClientTimeouts(1, 2, 2, 2))
        .listen(List.of("127.0.0.1"), PORT, router)
        .await();
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void gives_half_a_head_408() throws IOException {
    try (var socket = socket()) {
      send(socket, "GET / HTTP/1.1\r\nHost: loc");
      assertThat(read(socket)).startsWith("HTTP/1.1 408 ").contains("connection: close");
    }
  }

  @Test
  void gives_a_head_that_drips_408() throws Exception {
    try (var socket = socket()) {
      send(socket, "GET / HTTP/1.1\r\n");
      assertThat(dripUntilClosed(socket, "X: 1\r\n")).isLessThan(30);
      assertThat(read(socket)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void closes_when_the_head_of_a_later_request_drips() throws Exception {
    try (var socket = socket()) {
      send(socket, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(dripUntilClosed(socket, "G")).isLessThan(40);
    }
  }

  @Test
  void gives_a_body_that_drips_408() throws Exception {
    try (var socket = socket()) {
      send(socket, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n");
      assertThat(dripUntilClosed(socket, "x")).isLessThan(40);
      assertThat(read(socket)).startsWith("HTTP/1.1 408 ");
    }
    try (var socket = socket()) {
      send(socket, "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      assertThat(dripUntilClosed(socket, "1\r\nx\r\n")).isLessThan(40);
      assertThat(read(socket)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test // M-33: a client that asks and never reads
  void piles_up_no_answers_for_who_reads_none_and_cuts_the_line() throws Exception {
    ANSWERED.set(0);
    try (var socket = socket()) {
      for (int i = 0; i < 200; i++) {
        send(socket, "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      Thread.sleep(1000);
      assertThat(ANSWERED.get()).isLessThan(20);
      Thread.sleep(4000);
      assertThat(read(socket).length()).isLessThan(20 * MEGABYTE);
    }
    assertThat(ANSWERED.get()).isLessThan(20);
  }

  @Test
  void gives_one_who_reads_late_all_answers() throws Exception {
    try (var socket = socket()) {
      for (int i = 0; i < 20; i++) {
        send(socket, "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      Thread.sleep(1000);
      send(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      String all = read(socket);
      assertThat(all.split("HTTP/1.1 200 OK", -1)).hasSize(22);
      assertThat(all).endsWith("ok");
    }
  }

  @Test // six seconds, longer than any patience here
  void leaves_a_stream_of_events_alone() throws IOException {
    try (var socket = socket()) {
      send(socket, "GET /events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(read(socket)).startsWith("HTTP/1.1 200 ").contains("data: last");
    }
  }

  private static int dripUntilClosed(Socket socket, String drop) throws InterruptedException {
    for (int drops = 0; drops < 60; drops++) {
      try {
        send(socket, drop);
        if (socket.getInputStream().available() > 0 && drops > 5) {
          return drops;
        }
      } catch (IOException closed) {
        return drops;
      }
      Thread.sleep(200);
    }
    return 60;
  }

  private static Socket socket() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), PORT);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  // A reset ends it as well.
  private static String read(Socket socket) throws IOException {
    var text = new StringBuilder();
    InputStream in = socket.getInputStream();
    var part = new byte[MEGABYTE];
    try {
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        text.append(new String(part, 0, length, StandardCharsets.ISO_8859_1));
      }
      return text.toString();
    } catch (SocketException reset) {
      return text.toString();
    }
  }
}
