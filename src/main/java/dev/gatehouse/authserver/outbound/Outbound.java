package dev.gatehouse.authserver.outbound;

import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.tls.TlsTrust;

/**
 * How servers of others are found and believed.
 *
 * @param resolver names to addresses
 * @param trust whose certificates
 */
public record Outbound(HostResolver resolver, TlsTrust trust) {}
