/** What both generations of the protocol share: an exchange with its transport, the reply, and how a tool is listed and called. */
@NullMarked
package dev.gatehouse.mcp.era;

import org.jspecify.annotations.NullMarked;
