package dev.gatehouse.settings.model;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs access tokens.
 *
 * @param file where it is; null where one is made at each start
 * @param rotation how often it is rotated; zero is never
 */
public record SigningKeySettings(@Nullable Path file, Duration rotation) {}
