package dev.gatehouse.authserver.outbound;

import io.vertx.core.net.TrustOptions;
import org.jspecify.annotations.Nullable;

/**
 * How servers of others are found and believed.
 *
 * @param resolver names to addresses
 * @param trust whose certificates; null for those that Java trusts
 */
public record Outbound(HostResolver resolver, @Nullable TrustOptions trust) {}
