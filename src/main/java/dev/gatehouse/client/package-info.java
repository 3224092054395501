/** Requests as clients of MCP send them, of either generation, and which addresses such a client follows: for the doctor and for the guide of the console, which play one. */
@NullMarked
package dev.gatehouse.client;

import org.jspecify.annotations.NullMarked;
