/**
 * Access tokens as RFC 9068 has them. {@code token.signing} holds the private keys and mints; {@code token.verification} is all that a
 * resource server sees of it, and of {@code token.dpop}, which both servers use.
 */
@NullMarked
package dev.gatehouse.token;

import org.jspecify.annotations.NullMarked;
