package dev.gatehouse.settings;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.oauth.Scopes;
import java.time.Duration;
import java.util.List;

/**
 * The MCP resource server.
 *
 * @param origin scheme, host and port, without trailing slash
 * @param port where it listens; that of the origin unless set
 * @param authorizationServer issuer of the tokens that are accepted
 * @param jwksEndpoint URL of the keys of the issuer, or a path on it; empty for what the metadata of a foreign issuer says
 * @param audience what {@code aud} of a token must be or hold; the resource identifier unless set
 * @param plainJwt whether an issuer's plain JWTs count as access tokens beside those of RFC 9068
 * @param requiredScopes needed for every MCP request; none unless set
 * @param requireDpop whether only tokens that are bound to a key are accepted, RFC 9449
 * @param leeway tolerated difference between the clocks
 * @param toolsets which tools are offered: {@code demo}, {@code everything}
 * @param mcp how the protocol is served
 */
public record ResourceServerSettings(
    String origin,
    int port,
    String authorizationServer,
    String jwksEndpoint,
    String audience,
    boolean plainJwt,
    Scopes requiredScopes,
    boolean requireDpop,
    Duration leeway,
    List<String> toolsets,
    McpSettings mcp) {
  public ResourceServerSettings {
    toolsets = List.copyOf(toolsets);
  }

  /** The canonical resource identifier: the URL of the MCP endpoint, and the {@code aud} of our own tokens. */
  public String resource() {
    return ServerEndpoint.MCP.at(origin);
  }
}
