package dev.gatehouse.doctor;

import dev.gatehouse.client.TargetPolicy;
import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.tls.Trust;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;

/**
 * How the doctor reaches the servers.
 *
 * @param vertx of its HTTP client
 * @param trust whose certificates are believed
 * @param targets which URLs it follows from an MCP URL
 */
public record Outside(Vertx vertx, Trust trust, Function<URI, TargetPolicy> targets) {
  /** By the names of the operating system. */
  public static Outside of(Vertx vertx, Trust trust) {
    HostResolver resolver = HostResolver.ofSystem(vertx);
    return new Outside(vertx, trust, mcp -> new TargetPolicy(mcp, Set.of(), resolver));
  }
}
