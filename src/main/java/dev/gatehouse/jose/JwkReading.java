package dev.gatehouse.jose;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One element of a JWK Set as it was read: a key, or everything that is wrong with it. */
public final class JwkReading {
  private final @Nullable Jwk key; // null where there is a fault
  private final Set<JwkFault> faults;

  JwkReading(@Nullable Jwk key, Set<JwkFault> faults) {
    this.key = faults.isEmpty() ? key : null;
    this.faults = Collections.unmodifiableSet(faults);
  }

  /** The key, where nothing is wrong with it. */
  public Optional<Jwk> key() {
    return Optional.ofNullable(key);
  }

  /** What is wrong, the worst first; empty for a key. */
  public Set<JwkFault> faults() {
    return faults;
  }
}
