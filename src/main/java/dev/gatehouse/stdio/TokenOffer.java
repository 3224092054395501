package dev.gatehouse.stdio;

import dev.gatehouse.mcp.Offer;
import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.prompt.Prompt;
import dev.gatehouse.mcp.resource.Resource;
import dev.gatehouse.mcp.resource.ResourceTemplate;

/** An offer as it is on stdio: each tool takes the demo token as one more argument. */
public record TokenOffer(Offer plain) implements Offer {
  @Override
  public Offer add(Tool tool) {
    plain.add(new TokenArgument(tool));
    return this;
  }

  @Override
  public Offer add(Prompt prompt) {
    plain.add(prompt);
    return this;
  }

  @Override
  public Offer add(Resource resource) {
    plain.add(resource);
    return this;
  }

  @Override
  public Offer add(ResourceTemplate template) {
    plain.add(template);
    return this;
  }

  @Override
  public void removeTool(String name) {
    plain.removeTool(name);
  }

  @Override
  public void removePrompt(String name) {
    plain.removePrompt(name);
  }

  @Override
  public void removeResource(String uri) {
    plain.removeResource(uri);
  }

  @Override
  public void updated(String uri) {
    plain.updated(uri);
  }
}
