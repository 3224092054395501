/**
 * The Model Context Protocol, without HTTP and without OAuth. This package is the seam for those who write tools: {@link
 * dev.gatehouse.mcp.Tool}, what it says about itself, what it is told about the caller, what it answers.
 *
 * <pre>
 * jsonrpc    one message, or a batch of them, read strictly
 * registry   what is offered, by name, schemas compiled; it may change while the server runs
 * session    what lasts longer than one message
 * era        an exchange with a transport, the reply, the rules
 * call       one run of a tool, prompt or resource, and the way back to its caller
 * feature    the methods that both generations of the protocol have
 * legacy     2024-11-05 to 2025-11-25: opens with initialize
 * modern     2026-07-28: every request carries its own metadata
 * server     which generation a request belongs to
 * </pre>
 *
 * <p>May use Vert.x core (JSON, futures), vertx-json-schema and jackson-core. A transport sees {@code server}, {@code era}, {@code session} and
 * {@code jsonrpc}; a tool sees this package alone.
 */
@NullMarked
package dev.gatehouse.mcp;

import org.jspecify.annotations.NullMarked;
