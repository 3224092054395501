package dev.gatehouse.mcp.registry;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.prompt.Prompt;
import dev.gatehouse.mcp.resource.Resource;
import dev.gatehouse.mcp.resource.ResourceTemplate;
import java.util.List;

/**
 * All that a server offers at one moment, each list in a fixed order.
 *
 * @param version another one after each change
 */
public record Features(
    long version,
    List<Tool> tools,
    List<Prompt> prompts,
    List<Resource> resources,
    List<ResourceTemplate> templates) {
  public Features {
    tools = List.copyOf(tools);
    prompts = List.copyOf(prompts);
    resources = List.copyOf(resources);
    templates = List.copyOf(templates);
  }
}
