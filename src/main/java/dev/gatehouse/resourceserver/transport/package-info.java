/** The Streamable HTTP transport behind the gate: HTTP in, the protocol's reply out, with the status that the specification asks for. */
@NullMarked
package dev.gatehouse.resourceserver.transport;

import org.jspecify.annotations.NullMarked;
