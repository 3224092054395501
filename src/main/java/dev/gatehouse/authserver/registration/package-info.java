/**
 * Dynamic client registration, RFC 7591, and its management by the client, RFC 7592. Open to anyone; what a client registered, only the
 * holder of its registration access token reads, replaces or deletes.
 */
@NullMarked
package dev.gatehouse.authserver.registration;

import org.jspecify.annotations.NullMarked;
