package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.TestClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The event stream: what changes is sent at once, what was missed is sent again, nobody can hold up the others. */
class ConsoleStreamTest {
  @RegisterExtension
  static final App app = App.started();

  @Test
  void sends_a_run_the_moment_it_changes() throws IOException {
    try (Stream stream = new Stream("")) {
      TestClient client = app.client();
      stream.awaits("\"client\":\"" + client.id() + '"');
      client.code("alice", "mcp.read");
      stream.awaits("allows, and is sent back to " + TestClient.REDIRECT);
    }
  }

  @Test // WHATWG HTML §9.2.4
  void sends_only_what_was_missed_to_one_who_comes_back() throws IOException {
    TestClient first = app.client();
    String last;
    try (Stream stream = new Stream("")) {
      stream.awaits(first.id());
      last = stream.lastId();
    }
    TestClient second = app.client();
    try (Stream stream = new Stream("Last-Event-ID: " + last + "\r\n")) {
      stream.awaits(second.id());
      assertThat(stream.text()).doesNotContain(first.id()).doesNotContain("event: reset");
    }
  }

  @Test
  void sends_everything_to_one_who_knew_another_process() throws IOException {
    TestClient client = app.client();
    for (String odd : List.of("other-7", "7", "-", "other-x")) {
      try (Stream stream = new Stream("Last-Event-ID: " + odd + "\r\n")) {
        stream.awaits("event: reset");
        stream.awaits(client.id());
      }
    }
  }

  @Test
  void says_when_all_is_forgotten() throws IOException {
    TestClient client = app.client();
    try (Stream stream = new Stream("")) {
      stream.awaits(client.id());
      int before = stream.text().length();
      assertThat(Http.send("POST", app.origin() + "/console/clear", "").status())
          .isEqualTo(204);
      Eventually.within(
          Duration.ofSeconds(5),
          "reset",
          () -> stream.text().substring(before).contains("event: reset"));
    }
  }

  @Test // CWE-770
  void takes_twenty_watchers_and_no_more() throws IOException {
    var open = new ArrayList<Stream>();
    try {
      for (int i = 0; i < 20; i++) {
        open.add(new Stream(""));
      }
      open.forEach(stream -> stream.awaits("retry:"));
      try (Stream surplus = new Stream("")) {
        surplus.awaits("503");
      }
    } finally {
      for (Stream stream : open) {
        stream.close();
      }
    }
    Eventually.within(Duration.ofSeconds(5), "room again", () -> {
      try (Stream again = new Stream("")) {
        again.awaits("HTTP/1.1 ");
        return again.text().contains("200 OK");
      } catch (IOException e) {
        return false;
      }
    });
  }

  /** A connection whose bytes are read by a thread of its own. */
  private static final class Stream implements AutoCloseable {
    private final Socket socket;
    private final List<String> parts = new CopyOnWriteArrayList<>();

    Stream(String headers) throws IOException {
      int port = app.gatehouse().settings().resourceServer().port();
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      String request =
          "GET /console/events HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + headers + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      var reader = new Thread(this::read, "stream");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      var bytes = new byte[8192];
      try (InputStream in = socket.getInputStream()) {
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
          parts.add(new String(bytes, 0, count, StandardCharsets.UTF_8));
        }
      } catch (IOException closed) {
        // by the test
      }
    }

    String text() {
      return String.join("", parts);
    }

    void awaits(String part) {
      Eventually.within(Duration.ofSeconds(5), part, () -> text().contains(part));
    }

    String lastId() {
      String all = text();
      return all.substring(all.lastIndexOf("id: ") + 4).split("\\s", 2)[0];
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
