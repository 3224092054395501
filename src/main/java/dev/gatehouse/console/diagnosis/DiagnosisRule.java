package dev.gatehouse.console.diagnosis;

import java.util.Optional;

/** Looks at a moment and knows what it means, or does not. */
@FunctionalInterface
interface DiagnosisRule {
  Optional<Diagnosis> at(DiagnosisContext moment);

  /** The diagnosis, if what it is about was found. */
  static Optional<Diagnosis> when(boolean found, Diagnosis diagnosis) {
    return found ? Optional.of(diagnosis) : Optional.empty();
  }
}
