package dev.gatehouse.jose;

/**
 * What was read of a JOSE header that keeps its {@link JwsHeaderRules}.
 *
 * @param algorithm {@code alg}; it must be that of the key, RFC 8725 §3.1
 * @param keyId {@code kid}; empty where there is none
 */
public record JwsHeader(String algorithm, String keyId) {}
