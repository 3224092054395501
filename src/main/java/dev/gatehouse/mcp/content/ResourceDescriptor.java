package dev.gatehouse.mcp.content;

import java.net.URI;

/**
 * What a resource says about itself; MCP "Resource".
 *
 * @param uri unique in a server
 * @param name for programs
 * @param title for people
 * @param description for models and people
 * @param mimeType empty where it is not known
 * @param scope what a token must carry; empty where any valid token will do
 */
public record ResourceDescriptor(
    String uri, String name, String title, String description, String mimeType, String scope) {
  public ResourceDescriptor {
    if (!URI.create(uri).isAbsolute()) {
      throw new IllegalArgumentException("the resource URI '" + uri + "' has no scheme");
    }
  }

  /** A resource for any valid token. */
  public static ResourceDescriptor of(
      String uri, String name, String description, String mimeType) {
    return new ResourceDescriptor(uri, name, name, description, mimeType, "");
  }

  public ResourceDescriptor behind(String neededScope) {
    return new ResourceDescriptor(uri, name, title, description, mimeType, neededScope);
  }
}
