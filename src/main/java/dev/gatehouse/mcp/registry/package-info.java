/** The tools by name, in a fixed order, each with its schema compiled once, and what jars on the class path bring. May use {@code mcp} and vertx-json-schema. */
@NullMarked
package dev.gatehouse.mcp.registry;

import org.jspecify.annotations.NullMarked;
