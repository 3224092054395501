package dev.gatehouse.settings.model;

import dev.gatehouse.handshake.ServerEndpoint;
import java.util.List;

/**
 * The MCP resource server.
 *
 * @param origin scheme, host and port, without trailing slash
 * @param port where it listens; that of the origin unless set
 * @param accepted which access tokens it accepts
 * @param toolsets which tools are offered: {@code demo}, {@code everything}
 * @param mcp how the protocol is served
 */
public record ResourceServerSettings(
    String origin,
    int port,
    AcceptedTokenSettings accepted,
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
