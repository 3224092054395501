/**
 * Each exchange as the live view shows it: taken from the request and its answer, redacted, in the order of the answers.
 */
@NullMarked
package dev.gatehouse.http.record;

import org.jspecify.annotations.NullMarked;
