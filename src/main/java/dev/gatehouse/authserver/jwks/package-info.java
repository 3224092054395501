/** The public keys, RFC 7517. */
@NullMarked
package dev.gatehouse.authserver.jwks;

import org.jspecify.annotations.NullMarked;
