/**
 * What went wrong, in words: whose fault it is, what would be right, and where the two differ. Pure rules over a run; the pains they answer
 * are those that users of real clients reported.
 */
@NullMarked
package dev.gatehouse.console.diagnosis;

import org.jspecify.annotations.NullMarked;
