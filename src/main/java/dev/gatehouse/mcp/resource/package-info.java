/**
 * Resources and resource templates: what can be read at an address.
 */
@NullMarked
package dev.gatehouse.mcp.resource;

import org.jspecify.annotations.NullMarked;
