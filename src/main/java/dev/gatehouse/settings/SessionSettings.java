package dev.gatehouse.settings;

import dev.gatehouse.oauth.Reauthentication;
import java.time.Duration;

/**
 * Browser sessions.
 *
 * @param lifetime from the login on, however busy the browser is
 * @param idleLifetime of one that is not used
 * @param reauthentication the scopes for which a session is not enough
 */
public record SessionSettings(
    Duration lifetime, Duration idleLifetime, Reauthentication reauthentication) {}
