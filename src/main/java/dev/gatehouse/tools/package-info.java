/** The tools that come with Gatehouse, one class a tool. Each sees {@code mcp} alone: not HTTP, not OAuth, not the protocol's versions. */
@NullMarked
package dev.gatehouse.tools;

import org.jspecify.annotations.NullMarked;
