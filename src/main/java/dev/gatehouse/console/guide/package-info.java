/**
 * Guided mode: this server plays an MCP client, one step for each press of Next, against itself or any MCP server on this computer. The page
 * sees what everyone sees here: no secret.
 */
@NullMarked
package dev.gatehouse.console.guide;

import org.jspecify.annotations.NullMarked;
