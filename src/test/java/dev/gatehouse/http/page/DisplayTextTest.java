package dev.gatehouse.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a stranger may write on our pages. */
class DisplayTextTest {
  @Test
  void drops_direction_overrides_and_isolates() {
    assertThat(DisplayText.of("Evil\u202Emoc.elpmaxe\u2066\u200F", 60))
        .isEqualTo("Evilmoc.elpmaxe");
  }

  @Test
  void drops_zero_width_and_invisible_letters() {
    assertThat(DisplayText.of("In\u200Bspec\u00ADtor\u3164\uFEFF", 60)).isEqualTo("Inspector");
  }

  @Test
  void drops_control_characters_and_makes_one_line() {
    assertThat(DisplayText.of("a\u0000\u001B[31mb\r\nc\u2028d\te", 60)).isEqualTo("a[31mb  c d e");
  }

  @Test
  void drops_unpaired_surrogates_and_private_use() {
    assertThat(DisplayText.of("a\uD83Db\uE000c\uDE00", 60)).isEqualTo("abc");
  }

  @Test
  void lets_no_pile_of_marks_climb_over_other_lines() {
    assertThat(DisplayText.of("e" + "\u0301".repeat(50), 60)).hasSize(4);
  }

  @Test
  void cuts_at_the_stated_length_and_says_so() {
    assertThat(DisplayText.of("x".repeat(61), 60)).isEqualTo("x".repeat(59) + "…");
    assertThat(DisplayText.of("x".repeat(60), 60)).isEqualTo("x".repeat(60));
  }

  @Test
  void never_cuts_through_a_character() {
    assertThat(DisplayText.of("🏰".repeat(5), 3)).isEqualTo("🏰🏰…");
  }

  @Test
  void leaves_other_scripts_alone() {
    assertThat(DisplayText.of("Inspektör 検査官 مفتش", 60)).isEqualTo("Inspektör 検査官 مفتش");
  }
}
