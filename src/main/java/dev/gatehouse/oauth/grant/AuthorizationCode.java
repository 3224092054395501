package dev.gatehouse.oauth.grant;

import java.time.Instant;

/**
 * An authorization code, RFC 6749 §4.1.2, without its value.
 *
 * @param hash SHA-256 of the value
 * @param grant what it can be exchanged for
 * @param redirectUri where it was sent; must be named again if the request named it
 * @param codeChallenge S256 of the verifier
 * @param expiresAt when it ends
 */
public record AuthorizationCode(
    String hash, Grant grant, String redirectUri, String codeChallenge, Instant expiresAt) {}
