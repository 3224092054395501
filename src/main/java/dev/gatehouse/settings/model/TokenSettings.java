package dev.gatehouse.settings.model;

import java.time.Duration;

/**
 * How long codes and tokens last.
 *
 * @param accessTokenLifetime of an access token
 * @param codeLifetime of an authorization code
 * @param refresh refresh tokens
 */
public record TokenSettings(
    Duration accessTokenLifetime, Duration codeLifetime, RefreshSettings refresh) {}
