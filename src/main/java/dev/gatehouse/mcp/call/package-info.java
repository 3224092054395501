/**
 * One run of a tool, a prompt or a resource: the caller as it sees it, the way back to the client, the limits that keep it from harming
 * others. Knows the generations of the protocol only by {@link dev.gatehouse.mcp.call.QuestionChannel}.
 */
@NullMarked
package dev.gatehouse.mcp.call;

import org.jspecify.annotations.NullMarked;
