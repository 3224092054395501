package dev.gatehouse.doctor.probe;

import dev.gatehouse.client.TargetPolicy;
import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.tls.TlsTrust;
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
public record ProbeContext(Vertx vertx, TlsTrust trust, Function<URI, TargetPolicy> targets) {
  /** By the names of the operating system. */
  public static ProbeContext of(Vertx vertx, TlsTrust trust) {
    HostResolver resolver = HostResolver.ofSystem(vertx);
    return new ProbeContext(vertx, trust, mcp -> new TargetPolicy(mcp, Set.of(), resolver));
  }
}
