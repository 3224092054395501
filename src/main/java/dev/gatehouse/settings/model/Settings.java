package dev.gatehouse.settings.model;

import dev.gatehouse.oauth.uri.Loopback;

/**
 * Everything that can be set, checked. The command line and embedders make it in the package {@code settings}.
 *
 * @param server what both servers share
 * @param authServer the authorization server
 * @param resourceServer the MCP resource server
 */
public record Settings(
    ServerSettings server, AuthServerSettings authServer, ResourceServerSettings resourceServer) {

  /** Whether nobody beyond this computer is to reach the servers: neither their addresses nor their URLs lead there. */
  public boolean isPrivate() {
    return server.isOnLoopback()
        && Loopback.isOrigin(authServer.issuer())
        && Loopback.isOrigin(resourceServer.origin());
  }
}
