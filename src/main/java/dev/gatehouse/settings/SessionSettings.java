package dev.gatehouse.settings;

import java.time.Duration;

/**
 * Browser sessions.
 *
 * @param lifetime from the login on, however busy the browser is
 * @param idleLifetime of one that is not used
 */
public record SessionSettings(Duration lifetime, Duration idleLifetime) {}
