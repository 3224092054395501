package dev.gatehouse.settings;

import dev.gatehouse.oauth.Loopback;

/**
 * Everything that can be set, checked. {@link SettingsLoader} makes it for the command line, {@link SettingsBuilder} for an embedder.
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

  /** What is built in: no environment, no file, no command line. */
  public static Settings defaults() {
    return builder().build();
  }

  /** The defaults, on two free loopback ports. */
  public static Settings onFreePorts() {
    return builder().onFreePorts().build();
  }

  /** The defaults, to be changed. */
  public static SettingsBuilder builder() {
    return new SettingsBuilder();
  }
}
