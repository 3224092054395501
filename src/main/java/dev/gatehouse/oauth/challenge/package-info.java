/**
 * The challenge of a resource server in {@code WWW-Authenticate}, written and read (RFC 6750 §3, RFC 9110 §11.6.1).
 */
@NullMarked
package dev.gatehouse.oauth.challenge;

import org.jspecify.annotations.NullMarked;
