package dev.gatehouse.mcp.registry;

import dev.gatehouse.mcp.Tool;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools of a server by name, in the order in which they were given: a client that lists twice sees the same list (MCP 2026-07-28
 * "Listing Tools"). One per event loop: a compiled schema is not made for two.
 */
public final class ToolRegistry {
  private final Map<String, RegisteredTool> tools = new LinkedHashMap<>();

  /** Throws {@link IllegalArgumentException} when two tools have one name, or a tool's schema is not a schema. */
  public ToolRegistry(List<Tool> tools) {
    tools.forEach(this::register);
  }

  private ToolRegistry() {}

  static ToolRegistry registered(List<RegisteredTool> tools) {
    var registry = new ToolRegistry();
    tools.forEach(tool -> registry.tools.put(tool.name(), tool));
    return registry;
  }

  /** The tool of exactly that name. */
  public Optional<RegisteredTool> find(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  public Collection<RegisteredTool> all() {
    return Collections.unmodifiableCollection(tools.values());
  }

  private void register(Tool tool) {
    var registered = new RegisteredTool(tool);
    RegisteredTool other = tools.putIfAbsent(registered.name(), registered);
    if (other != null) {
      throw new IllegalArgumentException("two tools are named '" + registered.name() + "': "
          + other.tool().getClass().getName() + " and " + tool.getClass().getName());
    }
  }
}
