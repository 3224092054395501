/**
 * DPoP, RFC 9449: whether a request proves that its sender holds the private key that a token is bound to. Both servers ask here, each
 * with its own memory of used proofs.
 *
 * <p>A proof is checked on a worker. Measured on JDK 17 with two busy cores, whole checks, CPU time: ES256 1.2 ms, EdDSA 0.7 ms, PS256 and
 * RS256 0.05 ms with 2048 bits and 0.14 ms with 4096. Nonces hold no state: each is an
 * HMAC over its minute. They are off by default: a used proof is remembered until it is stale, so that all they add is a limit on proofs that
 * were made ahead, at the price of a second request after each pause, and of all clients that cannot answer {@code use_dpop_nonce}.
 *
 * <p>A proof is used up last, and only by whoever gets something for it: at the resource server after the token and its key, at the token
 * endpoint when the code or refresh token is known and not redeemed yet. Proofs cost their sender nothing but a key that he makes himself, so
 * that a memory which bad codes could fill would let anyone shut DPoP off for all. It has no share for each key for the same reason. A pushed
 * request uses up none.
 */
@NullMarked
package dev.gatehouse.token.dpop;

import org.jspecify.annotations.NullMarked;
