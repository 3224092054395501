package dev.gatehouse.token.dpop;

import java.time.Instant;

/**
 * A good proof, not used up yet.
 *
 * @param keyThumbprint {@code jkt} of the key that signed it
 * @param id {@code jti}
 * @param until when it is stale
 */
public record VerifiedDpopProof(String keyThumbprint, String id, Instant until) {}
