package dev.gatehouse.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What strangers may store is bounded (CWE-770). */
class NotesTest {
  private final Notes notes = new Notes();

  @Test
  void takes_so_many_notes_of_a_person() {
    for (int i = 0; i < Notes.MOST_NOTES; i++) {
      assertThat(notes.add("ray", "note " + i)).isTrue();
    }
    assertThat(notes.add("ray", "one more")).isFalse();
    assertThat(notes.add("mich", "the first")).isTrue();
    assertThat(notes.purge("ray")).isEqualTo(Notes.MOST_NOTES);
    assertThat(notes.add("ray", "again")).isTrue();
  }

  @Test
  void takes_notes_of_so_many_people() {
    for (int i = 0; i < Notes.MOST_PEOPLE; i++) {
      assertThat(notes.add("user " + i, "note")).isTrue();
    }
    assertThat(notes.add("one more", "note")).isFalse();
    assertThat(notes.add("user 0", "another")).isTrue();
    assertThat(notes.of("one more")).isEmpty();
  }

  @Test
  void takes_so_many_characters_of_a_person() {
    for (int i = 0; i < 4; i++) {
      assertThat(notes.add("ray", "x".repeat(2_000))).isTrue();
    }
    assertThat(notes.add("ray", "x")).isFalse();
    assertThat(notes.add("mich", "x".repeat(2_000))).isTrue();
  }

  @Test
  void keeps_the_order() {
    notes.add("ray", "one");
    notes.add("ray", "two");
    assertThat(notes.of("ray")).containsExactly("one", "two");
  }
}
