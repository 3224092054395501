/** JSON-RPC 2.0 as MCP narrows it: one message, never a batch; ids are strings or integers; what two parsers could read in two ways is refused. */
@NullMarked
package dev.gatehouse.mcp.jsonrpc;

import org.jspecify.annotations.NullMarked;
