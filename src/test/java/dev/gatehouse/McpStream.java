package dev.gatehouse;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An answer that is a stream of events, read as they come; HTML Standard "Server-sent events". */
final class McpStream implements AutoCloseable {
  /** One event; {@code id} and {@code retry} are empty where there are none. */
  record Event(String id, String retry, String data) {
    JsonObject json() {
      return new JsonObject(data);
    }

    String method() {
      return json().getString("method", "");
    }

    JsonObject params() {
      return json().getJsonObject("params");
    }
  }

  private static final Event END = new Event("end", "end", "end");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpResponse<Stream<String>> response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicInteger comments = new AtomicInteger();
  private final Thread reader = new Thread(this::read, "test-stream");

  private McpStream(HttpResponse<Stream<String>> response) {
    this.response = response;
    reader.setDaemon(true);
    reader.start();
  }

  static McpStream open(HttpRequest.Builder request) {
    try {
      // A client of its own, so that closing it closes the connection.
      return new McpStream(
          HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofLines()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The next event, which must come. */
  Event next() {
    Event event = poll(PATIENCE);
    if (event == null || event.equals(END)) {
      throw new AssertionError(event == null ? "no event came" : "the stream ended");
    }
    return event;
  }

  /** The next event that has data. */
  JsonObject message() {
    Event event = next();
    return event.data().isEmpty() ? message() : event.json();
  }

  /** How many comments came. */
  int comments() {
    return comments.get();
  }

  /** Whether nothing comes for a while. */
  boolean isSilent() {
    Event event = poll(Duration.ofMillis(300));
    return event == null;
  }

  /** Whether it ends, with no more events. */
  boolean ends() {
    return END.equals(poll(PATIENCE));
  }

  @Override
  public void close() {
    response.body().close();
    reader.interrupt();
  }

  private Event poll(Duration patience) {
    try {
      return events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    List<String> lines = new ArrayList<>();
    try {
      response.body().forEach(line -> {
        if (!line.isEmpty()) {
          lines.add(line);
        } else {
          take(lines);
          lines.clear();
        }
      });
    } catch (UncheckedIOException | IllegalStateException cut) {
      // the server, or this test, ended the connection
    }
    events.add(END);
  }

  private void take(List<String> lines) {
    comments.addAndGet((int) lines.stream().filter(line -> line.startsWith(":")).count());
    if (lines.stream().anyMatch(line -> !line.startsWith(":"))) {
      events.add(new Event(field(lines, "id: "), field(lines, "retry: "), field(lines, "data: ")));
    }
  }

  private static String field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElse("");
  }
}
