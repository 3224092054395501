package dev.gatehouse.mcp.content;

import java.util.List;

/**
 * Suggestions for what is being typed, the best first; MCP "CompleteResult".
 *
 * @param values a hundred at most
 * @param total how many there are in all
 */
public record Completion(List<String> values, int total) {
  /** No suggestion. */
  public static final Completion NONE = new Completion(List.of(), 0);

  private static final int MOST = 100;

  public Completion {
    if (values.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " suggestions");
    }
    values = List.copyOf(values);
  }

  /** As many of them as may be sent. */
  public static Completion of(List<String> all) {
    return new Completion(all.subList(0, Math.min(MOST, all.size())), all.size());
  }

  /** Whether there are more than those that are sent. */
  public boolean more() {
    return total > values.size();
  }
}
