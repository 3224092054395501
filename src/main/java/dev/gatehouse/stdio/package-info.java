/** The stdio transport: JSON-RPC messages as lines, and the demo tokens that say who calls where there is no {@code Authorization} header. */
@NullMarked
package dev.gatehouse.stdio;

import org.jspecify.annotations.NullMarked;
