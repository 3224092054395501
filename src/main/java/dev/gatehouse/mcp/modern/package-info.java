/** The stateless generation of the protocol, 2026-07-28: each request names its version and capabilities, and headers mirror its body. */
@NullMarked
package dev.gatehouse.mcp.modern;

import org.jspecify.annotations.NullMarked;
