package dev.gatehouse.store;

import java.time.Duration;

/**
 * How refresh tokens age; RFC 9700 §4.14.2.
 *
 * @param idleLifetime how long one is good unless it is used
 * @param reuseWindow how long after its use a second one counts as {@link RefreshToken.Standing#RACED}; zero for never
 */
public record RefreshRules(Duration idleLifetime, Duration reuseWindow) {}
