package dev.gatehouse.store;

import dev.gatehouse.oauth.grant.Grant;
import java.time.Instant;

/**
 * A grant of which something is still good: a code, a token.
 *
 * @param grant what was given
 * @param givenAt when
 * @param usedAt when its client last got something for it
 * @param goodUntil when all that came of it has ended, unless it is used before
 */
public record ActiveGrant(Grant grant, Instant givenAt, Instant usedAt, Instant goodUntil) {}
