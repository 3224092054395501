package dev.gatehouse.settings;

/**
 * Everything that can be set, checked. {@code SettingsLoader} makes it.
 *
 * @param server what both servers share
 * @param authServer the authorization server
 * @param resourceServer the MCP resource server
 */
public record Settings(
    ServerSettings server, AuthServerSettings authServer, ResourceServerSettings resourceServer) {}
