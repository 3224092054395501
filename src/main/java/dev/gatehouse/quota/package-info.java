/**
 * Room that everyone shares, without favour: where it is full, whoever holds most makes way, so that nobody can crowd out another by asking
 * for more. Bounds are counts and bytes of heap; {@code HeapBudget} adds them up. Knows the JDK only.
 */
@NullMarked
package dev.gatehouse.quota;

import org.jspecify.annotations.NullMarked;
