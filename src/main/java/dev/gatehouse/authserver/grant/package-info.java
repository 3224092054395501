/**
 * The token endpoint, RFC 6749 §3.2, and its grants: a grant proves only its own credential.
 *
 * <p>A refresh token that comes a second time is a thief's, or that of a client with two requests at once. RFC 9700 §4.14.2 ends the
 * family in both cases, and clients that refresh in parallel lose their session. Here the family lives on when the second use comes
 * within {@code auth-server.refresh-reuse-window-seconds} of the first and nobody has used the successor yet. The second use gets {@code
 * invalid_grant} all the same and never a second pair of tokens: a stolen token is worth nothing once it was used, a race has one winner,
 * and one family has one living refresh token. A client that lost the race takes the tokens that its other half was given. What the window
 * costs: within it a thief who was faster than the owner is found out only when the owner comes again after it. {@code 0} gives the
 * window up; {@code auth-server.refresh-rotation: off} serves clients whose halves share nothing but the token.
 */
@NullMarked
package dev.gatehouse.authserver.grant;

import org.jspecify.annotations.NullMarked;
