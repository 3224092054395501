/**
 * Parameters in, JSON out: what every endpoint that programs call does the same way.
 */
@NullMarked
package dev.gatehouse.http.answer;

import org.jspecify.annotations.NullMarked;
