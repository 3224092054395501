package dev.gatehouse.store;

import dev.gatehouse.oauth.AuthorizationRequest;
import java.time.Instant;

/**
 * An authorization request that its client pushed, RFC 9126 §2.2.
 *
 * @param hash SHA-256 of the {@code request_uri}
 * @param request what is asked for, by the client that authenticated
 * @param expiresAt when it ends
 */
public record PushedRequest(String hash, AuthorizationRequest request, Instant expiresAt) {}
