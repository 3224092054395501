package dev.gatehouse.settings;

/**
 * Everything that can be set, checked. {@link SettingsLoader} makes it for the command line, {@link SettingsBuilder} for an embedder.
 *
 * @param server what both servers share
 * @param authServer the authorization server
 * @param resourceServer the MCP resource server
 */
public record Settings(
    ServerSettings server, AuthServerSettings authServer, ResourceServerSettings resourceServer) {

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
