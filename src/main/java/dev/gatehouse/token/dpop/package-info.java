/**
 * DPoP, RFC 9449: whether a request proves that its sender holds the private key that a token is bound to. Both servers ask here, each
 * with its own memory of used proofs.
 *
 * <p>A signature is checked on the event loop: of the algorithms that are taken none needs a millisecond. Nonces hold no state: each is an
 * HMAC over its minute. They are off by default: a used proof is remembered until it is stale, so that all they add is a limit on proofs that
 * were made ahead, at the price of a second request after each pause, and of all clients that cannot answer {@code use_dpop_nonce}.
 */
@NullMarked
package dev.gatehouse.token.dpop;

import org.jspecify.annotations.NullMarked;
