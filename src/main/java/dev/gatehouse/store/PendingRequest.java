package dev.gatehouse.store;

import dev.gatehouse.oauth.grant.AuthorizationRequest;
import java.time.Instant;

/**
 * An authorization request on its way through login and consent.
 *
 * @param id random, in the URL of the pages
 * @param browser which browser it was made in; only that one may go on with it
 * @param sender whose room it takes: the user who is logged in, or else the network it came from
 * @param request what is asked for
 * @param madeAt when; a login that the request asks for must come after it
 * @param expiresAt when it ends
 */
public record PendingRequest(
    String id,
    String browser,
    Owner sender,
    AuthorizationRequest request,
    Instant madeAt,
    Instant expiresAt) {}
