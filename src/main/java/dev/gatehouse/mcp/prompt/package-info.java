/**
 * Prompts: what one says about itself, and what it becomes when it is filled in.
 */
@NullMarked
package dev.gatehouse.mcp.prompt;

import org.jspecify.annotations.NullMarked;
