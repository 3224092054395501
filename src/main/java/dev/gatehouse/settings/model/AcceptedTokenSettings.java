package dev.gatehouse.settings.model;

import dev.gatehouse.oauth.Scopes;
import java.time.Duration;

/**
 * Which access tokens the resource server accepts.
 *
 * @param authorizationServer their issuer
 * @param jwksEndpoint URL of the keys of the issuer, or a path on it; empty for what the metadata of a foreign issuer says
 * @param audience what {@code aud} must be or hold; the resource identifier unless set
 * @param plainJwt whether an issuer's plain JWTs count as access tokens beside those of RFC 9068
 * @param requiredScopes needed for every MCP request; none unless set
 * @param requireDpop whether only tokens that are bound to a key are accepted, RFC 9449
 * @param leeway allowed clock skew
 */
public record AcceptedTokenSettings(
    String authorizationServer,
    String jwksEndpoint,
    String audience,
    boolean plainJwt,
    Scopes requiredScopes,
    boolean requireDpop,
    Duration leeway) {}
