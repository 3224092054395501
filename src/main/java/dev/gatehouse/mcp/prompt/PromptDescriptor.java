package dev.gatehouse.mcp.prompt;

import java.util.List;

/**
 * What a prompt says about itself; MCP "Prompt".
 *
 * @param name unique in a server
 * @param title for people
 * @param description for people
 * @param arguments what is filled in
 * @param scope what a token must carry; empty where any valid token will do
 */
public record PromptDescriptor(
    String name, String title, String description, List<PromptArgument> arguments, String scope) {
  public PromptDescriptor {
    arguments = List.copyOf(arguments);
  }

  /** A prompt without arguments, for any valid token. */
  public static PromptDescriptor of(String name, String title, String description) {
    return new PromptDescriptor(name, title, description, List.of(), "");
  }

  public PromptDescriptor taking(PromptArgument... filledIn) {
    return new PromptDescriptor(name, title, description, List.of(filledIn), scope);
  }

  public PromptDescriptor behind(String neededScope) {
    return new PromptDescriptor(name, title, description, arguments, neededScope);
  }
}
