/**
 * Who calls a tool, as the verified token has it, and the refusal for want of a scope.
 */
@NullMarked
package dev.gatehouse.mcp.caller;

import org.jspecify.annotations.NullMarked;
