package dev.gatehouse.mcp;

import dev.gatehouse.mcp.prompt.Prompt;
import dev.gatehouse.mcp.resource.Resource;
import dev.gatehouse.mcp.resource.ResourceTemplate;

/**
 * What a server offers, which may change while it runs: clients are told (MCP "List Changed Notification"). Safe for every thread.
 *
 * <p>What is added must have a name of its own, and a schema that is one; else {@link IllegalArgumentException}.
 */
public interface Offer {
  Offer add(Tool tool);

  Offer add(Prompt prompt);

  Offer add(Resource resource);

  Offer add(ResourceTemplate template);

  /** Takes a tool away, if it is there. */
  void removeTool(String name);

  /** Takes a prompt away, if it is there. */
  void removePrompt(String name);

  /** Takes a resource away, if it is there. */
  void removeResource(String uri);

  /** Tells those who subscribed to it that a resource holds something else now. */
  void updated(String uri);
}
