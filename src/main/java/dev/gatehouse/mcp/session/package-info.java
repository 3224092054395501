/**
 * What lasts longer than one message: a session of the older revisions, what is under way in it, and where messages go that are no answers.
 * May use {@code mcp}, {@code mcp.jsonrpc} and {@code mcp.registry}; safe for several threads, as a session's messages come on several.
 */
@NullMarked
package dev.gatehouse.mcp.session;

import org.jspecify.annotations.NullMarked;
