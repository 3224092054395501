package dev.gatehouse.settings.model;

import java.time.Duration;

/**
 * DPoP proofs, RFC 9449, at both servers.
 *
 * @param window how far {@code iat} of a proof may be from now
 * @param nonce whether a proof needs a nonce that the server gave out
 */
public record DpopSettings(Duration window, boolean nonce) {}
