/**
 * Whether an access token is good: the strict layer around vertx-auth-jwt, the issuer's keys, and what it revoked.
 *
 * <p>The library checks signatures and nothing else counts of what it says: it takes a missing {@code exp}, any {@code typ}, unknown
 * {@code crit} and duplicate members, and accepts unsigned tokens while it holds no key. So the token is read strictly before it is asked,
 * it is asked only when a key is loaded, and every claim is checked after.
 */
@NullMarked
package dev.gatehouse.token.verification;

import org.jspecify.annotations.NullMarked;
