/** The authorization endpoint, RFC 6749 §4.1.1: every check of a request, and the answer to the client. */
@NullMarked
package dev.gatehouse.authserver.authorize;

import org.jspecify.annotations.NullMarked;
