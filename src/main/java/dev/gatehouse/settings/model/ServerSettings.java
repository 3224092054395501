package dev.gatehouse.settings.model;

import dev.gatehouse.oauth.uri.Loopback;
import java.util.List;

/**
 * What both servers share.
 *
 * @param hosts addresses to bind; {@code 127.0.0.1} and {@code ::1} unless set
 * @param instances event loops per server; the number of cores unless set
 * @param allowedHosts {@code Host} values (with or without port) that are answered besides loopback and the configured URLs
 * @param allowedOrigins {@code Origin} values that may call besides loopback
 * @param trustedProxies whose forwarding headers are believed; nobody's unless set
 * @param tls HTTPS, and whom to believe over it
 * @param console who may watch
 * @param dpop what a DPoP proof must be
 */
public record ServerSettings(
    List<String> hosts,
    int instances,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    List<AddressRange> trustedProxies,
    TlsSettings tls,
    ConsoleSettings console,
    DpopSettings dpop) {
  public ServerSettings {
    hosts = List.copyOf(hosts);
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** Whether nobody beyond this computer can reach the servers. */
  public boolean isOnLoopback() {
    return hosts.stream().allMatch(Loopback::isHost);
  }
}
