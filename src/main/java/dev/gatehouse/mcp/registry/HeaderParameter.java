package dev.gatehouse.mcp.registry;

import dev.gatehouse.mcp.ToolDescriptor;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An argument that a client repeats in a header, for gateways to see; MCP 2026-07-28 "x-mcp-header".
 *
 * @param header its full name: {@code Mcp-Param-…}
 * @param path the names of the properties that lead to the argument
 */
public record HeaderParameter(String header, List<String> path) {
  private static final String KEYWORD = "x-mcp-header";
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> TYPES = Set.of("string", "integer", "boolean");

  public HeaderParameter {
    path = List.copyOf(path);
  }

  /** The value among the arguments; null where there is none. */
  public @Nullable Object valueIn(JsonObject arguments) {
    Object value = arguments;
    for (String name : path) {
      value = value instanceof JsonObject object ? object.getValue(name) : null;
    }
    return value;
  }

  /** Those of a tool's schema. Throws {@link IllegalArgumentException} for one that the specification does not allow. */
  static List<HeaderParameter> in(ToolDescriptor tool) {
    var found = new ArrayList<HeaderParameter>();
    collect(tool.inputSchema(), List.of(), found);
    var names = new HashSet<String>();
    for (HeaderParameter parameter : found) {
      if (!names.add(parameter.header.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "tool '" + tool.name() + "' has two arguments for the header " + parameter.header);
      }
    }
    return List.copyOf(found);
  }

  private static void collect(JsonObject schema, List<String> path, List<HeaderParameter> found) {
    if (!(schema.getValue("properties") instanceof JsonObject properties)) {
      return;
    }
    for (String name : properties.fieldNames()) {
      if (properties.getValue(name) instanceof JsonObject property) {
        var deeper = new ArrayList<>(path);
        deeper.add(name);
        if (property.containsKey(KEYWORD)) {
          found.add(parameter(property, deeper));
        }
        collect(property, deeper, found);
      }
    }
  }

  private static HeaderParameter parameter(JsonObject property, List<String> path) {
    if (!(property.getValue(KEYWORD) instanceof String name)
        || !TOKEN.matcher(name).matches()
        || !(property.getValue("type") instanceof String type)
        || !TYPES.contains(type)) {
      throw new IllegalArgumentException("the argument " + path
          + " cannot be a header: a header name, and a string, an integer or a boolean are needed");
    }
    return new HeaderParameter("Mcp-Param-" + name, path);
  }
}
