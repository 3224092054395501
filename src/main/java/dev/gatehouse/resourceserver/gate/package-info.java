/**
 * The gate: no request passes without a token that was checked, and every refusal says where to get a better one (RFC 6750, RFC 9728).
 *
 * <p>Runs before the body is read, on the event loop; what a token must look like is the business of {@code token.verification}.
 */
@NullMarked
package dev.gatehouse.resourceserver.gate;

import org.jspecify.annotations.NullMarked;
