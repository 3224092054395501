package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.TestClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The event stream: what changes is sent at once, what was missed is sent again, nobody can hold up the others. */
class ConsoleStreamTest {
  @RegisterExtension
  static final App app = App.started();

  @Test
  void sends_a_run_the_moment_it_changes() throws IOException {
    try (EventBytes stream = stream("")) {
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
    try (EventBytes stream = stream("")) {
      stream.awaits(first.id());
      last = stream.lastId();
    }
    TestClient second = app.client();
    try (EventBytes stream = stream("Last-Event-ID: " + last + "\r\n")) {
      stream.awaits(second.id());
      assertThat(stream.text()).doesNotContain(first.id()).doesNotContain("event: reset");
    }
  }

  @Test
  void sends_everything_to_one_who_knew_another_process() throws IOException {
    TestClient client = app.client();
    for (String odd : List.of("other-7", "7", "-", "other-x")) {
      try (EventBytes stream = stream("Last-Event-ID: " + odd + "\r\n")) {
        stream.awaits("event: reset");
        stream.awaits(client.id());
      }
    }
  }

  @Test
  void says_when_all_is_forgotten() throws IOException {
    TestClient client = app.client();
    try (EventBytes stream = stream("")) {
      stream.awaits(client.id());
      int before = stream.text().length();
      assertThat(Http.send("POST", app.origin() + "/console/clear", "").status())
          .isEqualTo(204);
      Eventually.until("reset", () -> stream.text().substring(before).contains("event: reset"));
    }
  }

  @Test // CWE-770
  void takes_twenty_watchers_and_no_more() throws IOException {
    var open = new ArrayList<EventBytes>();
    try {
      for (int i = 0; i < 20; i++) {
        open.add(stream(""));
      }
      open.forEach(stream -> stream.awaits("retry:"));
      try (EventBytes surplus = stream("")) {
        surplus.awaits("503");
      }
    } finally {
      for (EventBytes stream : open) {
        stream.close();
      }
    }
    Eventually.until("room again", () -> {
      try (EventBytes again = stream("")) {
        again.awaits("HTTP/1.1 ");
        return again.text().contains("200 OK");
      } catch (IOException e) {
        return false;
      }
    });
  }

  private static EventBytes stream(String headers) throws IOException {
    return new EventBytes(app.gatehouse().settings().resourceServer().port(), headers);
  }
}
