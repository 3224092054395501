package dev.gatehouse.mcp.registry;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.Toolbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

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

  /** The toolboxes that jars on the class path offer in {@code META-INF/services}, by class name. */
  public static List<Toolbox> toolboxes() {
    var found = new ArrayList<Toolbox>();
    ServiceLoader.load(Toolbox.class).forEach(found::add);
    found.sort(Comparator.comparing(box -> box.getClass().getName()));
    return found;
  }

  /** The tools that jars on the class path offer in {@code META-INF/services}, by name. */
  public static List<Tool> installed() {
    var found = new ArrayList<Tool>();
    ServiceLoader.load(Tool.class).forEach(found::add);
    found.sort(Comparator.comparing(tool -> tool.descriptor().name()));
    return found;
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
