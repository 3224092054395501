package dev.gatehouse.authserver.outbound;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * A document as it came.
 *
 * @param body not read yet
 * @param freshFor how long it need not be fetched again, within the bounds of {@link Freshness}
 */
public record Fetched(Buffer body, Duration freshFor) {}
