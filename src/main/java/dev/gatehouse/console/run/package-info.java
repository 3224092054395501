/** Exchanges become steps with words and lanes, and steps become runs: one client's way through the handshake. */
@NullMarked
package dev.gatehouse.console.run;

import org.jspecify.annotations.NullMarked;
