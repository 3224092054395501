package dev.gatehouse.oauth.grant;

/**
 * Without what a code is worth nothing.
 *
 * @param challenge {@code code_challenge}: S256 of the verifier, RFC 7636
 * @param keyThumbprint {@code dpop_jkt}, RFC 9449 §10: of the key that must be proven; empty for none
 */
public record CodeBinding(String challenge, String keyThumbprint) {}
