package dev.gatehouse.handshake;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Identifiers that this installation gave out or confirmed: client ids, subjects, scopes, tools, key ids. They look as random as a token
 * does, and only here is it known that they are none. Learned from the settings and from granted decisions, never from what a stranger
 * claims. Bounded: the oldest learned one makes way.
 */
public final class KnownIdentifiers {
  private static final int MOST = 5_000;
  private static final int LONGEST = 128;
  private static final Set<String> CONFIRMED =
      Set.of("client", "sub", "user", "scope", "held", "needed", "tool", "rotated");

  private final Set<String> settled = ConcurrentHashMap.newKeySet();
  private final Set<String> learned = ConcurrentHashMap.newKeySet();
  private final Queue<String> order = new ConcurrentLinkedQueue<>();

  /** From the settings: never forgotten. */
  public void settle(Collection<String> identifiers) {
    settled.addAll(identifiers);
  }

  /** What a granted decision says of its client, subject, scopes and tool; and which keys are published. */
  void learn(Step step, Outcome outcome, Map<String, String> details) {
    if (outcome == Outcome.GRANTED) {
      learn(details);
    } else if (step == Step.JWKS && outcome == Outcome.NOTED) {
      learnWords(details.getOrDefault("keys", ""));
    }
  }

  private void learn(Map<String, String> details) {
    details.forEach((name, value) -> {
      if (CONFIRMED.contains(name)) {
        learnWords(value);
      }
    });
  }

  private void learnWords(String words) {
    if (words.indexOf(' ') < 0) {
      learn(words);
    } else {
      for (String word : words.split(" ", -1)) {
        learn(word);
      }
    }
  }

  /** An identifier that was given out. A URL is not: it may carry anything in its query. */
  public void learn(String identifier) {
    if (identifier.isEmpty()
        || identifier.length() > LONGEST
        || identifier.contains("://")
        || contains(identifier)) {
      return;
    }
    if (learned.add(identifier)) {
      order.add(identifier);
      if (learned.size() > MOST) {
        learned.remove(order.remove());
      }
    }
  }

  boolean contains(String text) {
    return settled.contains(text) || learned.contains(text);
  }
}
