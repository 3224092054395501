package dev.gatehouse.mcp.registry;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.content.ResourceDescriptor;
import dev.gatehouse.mcp.prompt.Prompt;
import dev.gatehouse.mcp.prompt.PromptDescriptor;
import dev.gatehouse.mcp.resource.Resource;
import dev.gatehouse.mcp.resource.ResourceTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server offers at one moment, found by name. One per event loop: a compiled schema is not made for two. */
public final class Registry {
  /** A prompt with what it said about itself. */
  public record NamedPrompt(Prompt prompt, PromptDescriptor descriptor) {}

  /** A resource with what it said about itself. */
  public record NamedResource(Resource resource, ResourceDescriptor descriptor) {}

  /** A template and what the variables of an address are. */
  public record Match(RegisteredTemplate template, Map<String, String> variables) {}

  private final ToolRegistry tools;
  private final Map<String, NamedPrompt> prompts = new LinkedHashMap<>();
  private final Map<String, NamedResource> resources = new LinkedHashMap<>();
  private final List<RegisteredTemplate> templates = new ArrayList<>();

  Registry(ToolRegistry tools, Features features) {
    this.tools = tools;
    for (Prompt prompt : features.prompts()) {
      var named = new NamedPrompt(prompt, prompt.descriptor());
      prompts.put(named.descriptor().name(), named);
    }
    for (Resource resource : features.resources()) {
      var named = new NamedResource(resource, resource.descriptor());
      resources.put(named.descriptor().uri(), named);
    }
    for (ResourceTemplate template : features.templates()) {
      templates.add(new RegisteredTemplate(template));
    }
  }

  static Registry of(Features features, List<RegisteredTool> known) {
    var tools = new ArrayList<RegisteredTool>();
    for (Tool tool : features.tools()) {
      tools.add(known.stream()
          .filter(registered -> registered.tool() == tool)
          .findFirst()
          .orElseGet(() -> new RegisteredTool(tool)));
    }
    return new Registry(ToolRegistry.registered(tools), features);
  }

  public ToolRegistry tools() {
    return tools;
  }

  public Collection<NamedPrompt> prompts() {
    return Collections.unmodifiableCollection(prompts.values());
  }

  public Collection<NamedResource> resources() {
    return Collections.unmodifiableCollection(resources.values());
  }

  public List<RegisteredTemplate> templates() {
    return Collections.unmodifiableList(templates);
  }

  /** The prompt of exactly that name. */
  public Optional<NamedPrompt> prompt(String name) {
    return Optional.ofNullable(prompts.get(name));
  }

  /** The resource at exactly that address. */
  public Optional<NamedResource> resource(String uri) {
    return Optional.ofNullable(resources.get(uri));
  }

  /** The first template that builds that address. */
  public Optional<Match> match(String uri) {
    return templates.stream()
        .flatMap(template ->
            template.match(uri).map(variables -> new Match(template, variables)).stream())
        .findFirst();
  }

  /** Whether anything can be read. */
  public boolean hasResources() {
    return !resources.isEmpty() || !templates.isEmpty();
  }

  public boolean hasPrompts() {
    return !prompts.isEmpty();
  }
}
