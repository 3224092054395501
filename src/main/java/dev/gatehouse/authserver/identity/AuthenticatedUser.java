package dev.gatehouse.authserver.identity;

/**
 * Somebody whose identity was established.
 *
 * @param name becomes {@code sub} of the access tokens; unique, and the same at each login
 * @param ring decides which scopes may be minted, see {@link RingPolicy}
 */
public record AuthenticatedUser(String name, String ring) {}
