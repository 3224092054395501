package dev.gatehouse.console.diagnosis;

import java.util.Optional;

/** Looks at a moment and knows what it means, or does not. */
@FunctionalInterface
interface Rule {
  Optional<Diagnosis> at(Moment moment);
}
