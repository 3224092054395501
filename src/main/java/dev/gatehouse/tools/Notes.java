package dev.gatehouse.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everyone's notes, in memory and bounded: so many people, so many notes and characters each. Safe for several event loops. */
public final class Notes {
  static final int MOST_PEOPLE = 500;
  static final int MOST_NOTES = 100;
  static final int MOST_CHARACTERS = 8_000;
  /** The heap of all notes, two bytes a character. */
  public static final long MOST_BYTES = MOST_PEOPLE * (2L * MOST_CHARACTERS + MOST_NOTES * 64);

  private final Map<String, List<String>> byUser = new LinkedHashMap<>();

  /** The notes of a person, oldest first. */
  public synchronized List<String> of(String user) {
    return List.copyOf(byUser.getOrDefault(user, List.of()));
  }

  /** Whether there was room for one more. */
  public synchronized boolean add(String user, String note) {
    List<String> notes = byUser.getOrDefault(user, List.of());
    int written = notes.stream().mapToInt(String::length).sum();
    if (notes.size() >= MOST_NOTES
        || written + note.length() > MOST_CHARACTERS
        || (notes.isEmpty() && byUser.size() >= MOST_PEOPLE)) {
      return false;
    }
    byUser.computeIfAbsent(user, absent -> new ArrayList<>()).add(note);
    return true;
  }

  /** How many there were. */
  public synchronized int purge(String user) {
    List<String> gone = byUser.remove(user);
    return gone == null ? 0 : gone.size();
  }
}
