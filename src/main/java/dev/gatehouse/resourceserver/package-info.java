/**
 * The MCP resource server: the gate, the protected-resource metadata, Streamable HTTP, the landing page.
 *
 * <p>Knows the authorization server by HTTP only, also inside one JVM, so that what works here works with any other. Sees neither the
 * store nor a private key.
 */
@NullMarked
package dev.gatehouse.resourceserver;

import org.jspecify.annotations.NullMarked;
