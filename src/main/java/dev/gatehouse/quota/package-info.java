/**
 * Bounds on what clients may have (CWE-770). {@code FairShare}: room that everyone shares; where it is full, whoever holds most makes way,
 * so that nobody can crowd out another by asking for more. {@code RateLimiter}: how often a key may do something. Bounds are counts and
 * bytes of heap; {@code HeapBudget} adds them up. Knows the JDK and Caffeine only.
 */
@NullMarked
package dev.gatehouse.quota;

import org.jspecify.annotations.NullMarked;
