/**
 * JOSE: one strict reader each of a compact JWS (RFC 7515), a public JWK and a JWK Set (RFC 7517), a NumericDate (RFC 7519) and
 * base64url, with thumbprints (RFC 7638) and the check of signatures (RFC 7518, RFC 8037). Access tokens, client assertions, DPoP proofs,
 * the console, the landing page and the doctor read with them.
 *
 * <p>Where two callers need different answers, the difference is a parameter that states its reason: {@link
 * dev.gatehouse.jose.JwsHeaderRules}, {@link dev.gatehouse.jose.JwkRules}. What is wrong is a value ({@link
 * dev.gatehouse.jose.JwsFault}, {@link dev.gatehouse.jose.JwkFault}): a caller that decides turns it into an error of its own protocol,
 * a caller that only shows a token goes on.
 *
 * <p>Uses {@code oauth} and {@code json} alone, and neither Vert.x nor a JOSE library. The signature of an access token is checked by
 * vertx-auth-jwt, in {@code token.verification}.
 */
@NullMarked
package dev.gatehouse.jose;

import org.jspecify.annotations.NullMarked;
