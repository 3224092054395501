package dev.gatehouse.handshake;

import dev.gatehouse.oauth.Cause;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One decision. Holds no secret: {@link Decisions} has redacted its details before this is made.
 *
 * @param at when it was taken
 * @param party which server took it
 * @param step which step of the handshake it belongs to
 * @param outcome how it went
 * @param cause why it was refused, or what stands in the way of the client; null where nothing does
 * @param details what it was about, in the order of the log line: {@code client}, {@code sub}, {@code scope}, {@code reason}, {@code rule} …
 */
public record Decision(
    Instant at,
    Party party,
    Step step,
    Outcome outcome,
    @Nullable Cause cause,
    Map<String, String> details) {
  static final int MIDDLE_DOT = 0xB7;

  private static final int LONGEST_VALUE = 300;

  public Decision {
    if (outcome == Outcome.REFUSED && cause == null) {
      throw new IllegalArgumentException("a refusal has a cause");
    }
    var clean = new LinkedHashMap<String, String>();
    details.forEach((key, value) -> clean.put(key, printable(value)));
    details = Collections.unmodifiableMap(clean);
  }

  /** Whether it is for one of these causes. */
  public boolean is(Cause... causes) {
    return cause != null && Arrays.asList(causes).contains(cause);
  }

  /** This decision with what only the other one tells of the same request. */
  Decision joined(Decision other) {
    var all = new LinkedHashMap<>(details);
    other.details().forEach((name, value) -> {
      if (!(name.equals("scope") && all.containsKey("held"))) { // the same scopes
        all.putIfAbsent(name, value);
      }
    });
    return new Decision(at, party, step, outcome, cause, all);
  }

  /** The log line: {@code key=value} pairs, a value with spaces in quotes. */
  public String line() {
    var line = new StringBuilder(120).append(party.wire()).append(' ').append(step.wire());
    line.append(' ').append(outcome.wire());
    details.forEach((key, value) -> line.append(' ').append(key).append('=').append(quoted(value)));
    if (cause != null) {
      line.append(" cause=").append(cause.wire());
    }
    return line.toString();
  }

  private static String quoted(String value) {
    boolean plain =
        !value.isEmpty() && value.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=');
    return plain ? value : '"' + value.replace("\"", "'") + '"';
  }

  // What comes from outside must not forge a line or steer a terminal: control and direction
  // characters become a middle dot.
  static String printable(String value) {
    String cut = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
    return cut.codePoints()
        .map(c -> isPrintable(c) ? c : MIDDLE_DOT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  static boolean isPrintable(int c) {
    return !Character.isISOControl(c)
        && Character.getType(c) != Character.FORMAT
        && c != 0x2028
        && c != 0x2029;
  }
}
