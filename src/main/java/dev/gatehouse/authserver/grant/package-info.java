/** The token endpoint, RFC 6749 §3.2, and its grants: a grant proves only its own credential. */
@NullMarked
package dev.gatehouse.authserver.grant;

import org.jspecify.annotations.NullMarked;
