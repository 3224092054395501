package dev.gatehouse.store;

import dev.gatehouse.oauth.grant.AuthorizationRequest;
import java.time.Instant;

/**
 * An authorization request that its client pushed, RFC 9126 §2.2.
 *
 * @param hash SHA-256 of the {@code request_uri}
 * @param sender whose room it takes: the client of the settings that proved who it is, or else the network it came from
 * @param request what is asked for
 * @param expiresAt when it ends
 */
public record PushedRequest(
    String hash, Owner sender, AuthorizationRequest request, Instant expiresAt) {}
