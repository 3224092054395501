/** Requests as clients of MCP send them, of either generation: for the doctor and for the guide of the console, which play one. */
@NullMarked
package dev.gatehouse.client;

import org.jspecify.annotations.NullMarked;
