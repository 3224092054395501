/**
 * Transport Layer Security: who this server is (its key and certificates), and whom its HTTP clients believe. RFC 9325.
 *
 * <p>Uses {@code pem}, Bouncy Castle and Vert.x; knows neither settings nor servers.
 */
@NullMarked
package dev.gatehouse.tls;

import org.jspecify.annotations.NullMarked;
