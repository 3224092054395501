/**
 * The JSON Schema of a tool's arguments, and arguments as a record.
 */
@NullMarked
package dev.gatehouse.mcp.schema;

import org.jspecify.annotations.NullMarked;
