/** The generation of the protocol that opens with {@code initialize}: 2024-11-05, 2025-03-26, 2025-06-18 and 2025-11-25. */
@NullMarked
package dev.gatehouse.mcp.legacy;

import org.jspecify.annotations.NullMarked;
