package dev.gatehouse.authserver.page;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Times in the words of a page: relative, with the exact one for those who want it. */
public final class RelativeTime {
  private RelativeTime() {}

  /** {@code words}, "3 days ago", and {@code exact}, in ISO 8601. */
  public static Map<String, Object> model(Instant then, Instant now) {
    Duration since = Duration.between(then, now);
    String words = since.toMinutes() < 1 ? "just now" : inWords(since) + " ago";
    return Map.of("words", words, "exact", then.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Rounded down to its largest unit. */
  public static String inWords(Duration duration) {
    if (duration.toDays() > 0) {
      return count(duration.toDays(), "day");
    }
    if (duration.toHours() > 0) {
      return count(duration.toHours(), "hour");
    }
    return duration.toMinutes() > 0
        ? count(duration.toMinutes(), "minute")
        : count(duration.toSeconds(), "second");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
