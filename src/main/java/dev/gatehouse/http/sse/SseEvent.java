package dev.gatehouse.http.sse;

/**
 * One event, HTML Standard §9.2.5.
 *
 * @param id {@code Last-Event-ID} of a reader that comes back after it; empty for none
 * @param name its type; empty for {@code message}
 * @param retryMillis how long a reader waits before it comes back; 0 says nothing
 * @param data a line without breaks, as JSON text is
 */
public record SseEvent(String id, String name, long retryMillis, String data) {
  /** Keeps the connection open, and is no event. */
  static final String HEARTBEAT = ":\n\n";

  /** Throws {@link IllegalArgumentException} where a field would end before its end. */
  public SseEvent {
    if (breaks(id) || breaks(name) || breaks(data)) {
      throw new IllegalArgumentException("a field of an event has a line break");
    }
  }

  /** Carries the data and nothing else. */
  public static SseEvent of(String data) {
    return new SseEvent("", "", 0, data);
  }

  /** Says only how long a reader waits before it comes back. */
  public static String retry(long millis) {
    return "retry: " + millis + "\n\n";
  }

  public SseEvent withId(String id) {
    return new SseEvent(id, name, retryMillis, data);
  }

  public SseEvent named(String name) {
    return new SseEvent(id, name, retryMillis, data);
  }

  public SseEvent retryAfter(long millis) {
    return new SseEvent(id, name, millis, data);
  }

  /** As it goes over the wire. */
  public String text() {
    return (id.isEmpty() ? "" : "id: " + id + "\n")
        + (name.isEmpty() ? "" : "event: " + name + "\n")
        + (retryMillis == 0 ? "" : "retry: " + retryMillis + "\n")
        + "data: "
        + data
        + "\n\n";
  }

  private static boolean breaks(String field) {
    return field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0;
  }
}
