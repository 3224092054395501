/** The protocol as a transport sees it: a message in, a reply out, whichever generation the message belongs to. */
@NullMarked
package dev.gatehouse.mcp.server;

import org.jspecify.annotations.NullMarked;
