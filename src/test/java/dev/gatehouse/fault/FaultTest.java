package dev.gatehouse.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words of a fault, as a clause in the doctor's line and as a sentence in the console. */
class FaultTest {
  @ParameterizedTest
  @EnumSource
  void is_a_clause_and_a_sentence(Fault fault) {
    assertThat(fault.id()).matches("[a-z]+(-[a-z]+)+");
    assertThat(fault.why() + fault.right()).doesNotEndWith(".").doesNotContain("!");
    assertThat(fault.because()).matches("\\p{Lu}.*\\.");
    assertThat(fault.instead()).matches("\\p{Lu}.*\\.");
    assertThat(fault.rule()).isNotEmpty();
  }
}
