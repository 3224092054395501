package dev.gatehouse.mcp.resource;

/**
 * What a resource template says about itself; MCP "ResourceTemplate".
 *
 * @param uriTemplate RFC 6570 level 1: {@code notes://{user}/{id}}. A variable stands for one part without a slash
 * @param name for programs
 * @param title for people
 * @param description for models and people
 * @param mimeType empty where it differs or is not known
 * @param scope what a token must carry; empty where any valid token will do
 */
public record TemplateDescriptor(
    String uriTemplate,
    String name,
    String title,
    String description,
    String mimeType,
    String scope) {
  /** A template for any valid token. */
  public static TemplateDescriptor of(
      String uriTemplate, String name, String description, String mimeType) {
    return new TemplateDescriptor(uriTemplate, name, name, description, mimeType, "");
  }

  public TemplateDescriptor behind(String neededScope) {
    return new TemplateDescriptor(uriTemplate, name, title, description, mimeType, neededScope);
  }
}
