package dev.gatehouse.mcp.registry;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A flat schema, compiled: an object of strings, numbers and booleans with bounds, as nearly every tool has. Says only what is good beyond
 * doubt. For anything else vertx-json-schema is asked, whose validate method is too long for the JVM to compile and takes 10 µs a call.
 */
final class FlatSchema {
  private static final Set<String> OBJECT_KEYWORDS =
      Set.of("type", "title", "description", "properties", "required", "additionalProperties");
  private static final String OF_THE_LIBRARY = "__"; // it writes such members into schemas
  private static final Set<String> ANNOTATIONS =
      Set.of("title", "description", "default", "x-mcp-header");

  private final Map<String, Property> properties;
  private final List<String> required;
  private final boolean open;

  private FlatSchema(Map<String, Property> properties, List<String> required, boolean open) {
    this.properties = Map.copyOf(properties);
    this.required = List.copyOf(required);
    this.open = open;
  }

  /** What one member must be; each says only what is good beyond doubt. */
  @FunctionalInterface
  private interface Property {
    boolean accepts(Object value);
  }

  /** Empty where the schema has anything that is not flat. */
  static Optional<FlatSchema> of(JsonObject schema) {
    if (!OBJECT_KEYWORDS.containsAll(schema.fieldNames())
        || !"object".equals(schema.getValue("type"))
        || !(schema.getValue("properties", new JsonObject()) instanceof JsonObject members)
        || !(schema.getValue("required", new JsonArray()) instanceof JsonArray required)
        || !required.stream().allMatch(String.class::isInstance)
        || !(schema.getValue("additionalProperties", true) instanceof Boolean open)) {
      return Optional.empty();
    }
    var properties = new HashMap<String, Property>();
    for (String name : members.fieldNames()) {
      Optional<Property> property =
          members.getValue(name) instanceof JsonObject one && !name.startsWith(OF_THE_LIBRARY)
              ? property(one)
              : Optional.empty();
      if (property.isEmpty()) {
        return Optional.empty();
      }
      properties.put(name, property.get());
    }
    List<String> names = required.stream().map(String.class::cast).toList();
    return Optional.of(new FlatSchema(properties, names, open));
  }

  /** Whether the arguments are valid beyond doubt. */
  boolean accepts(JsonObject arguments) {
    Map<String, Object> members = arguments.getMap();
    for (String name : required) {
      if (!members.containsKey(name)) {
        return false;
      }
    }
    for (Map.Entry<String, Object> member : members.entrySet()) {
      Property property = properties.get(member.getKey());
      if (property == null ? !open : !property.accepts(member.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Property> property(JsonObject schema) {
    var keywords = new HashSet<>(schema.fieldNames());
    keywords.removeAll(ANNOTATIONS);
    keywords.remove("type");
    return switch (String.valueOf(schema.getValue("type"))) {
      case "string" -> string(schema, keywords);
      case "integer" -> number(schema, keywords, true);
      case "number" -> number(schema, keywords, false);
      case "boolean" ->
        keywords.isEmpty() ? Optional.of(Boolean.class::isInstance) : Optional.empty();
      default -> Optional.empty();
    };
  }

  // A character beyond the basic plane counts as two where it could be too many, and as one where
  // it could be too few.
  private static Optional<Property> string(JsonObject schema, Set<String> keywords) {
    if (!Set.of("minLength", "maxLength", "enum").containsAll(keywords)
        || !(schema.getValue("minLength", 0) instanceof Integer shortest)
        || !(schema.getValue("maxLength", Integer.MAX_VALUE) instanceof Integer longest)
        || !(schema.getValue("enum", new JsonArray()) instanceof JsonArray values)
        || !values.stream().allMatch(String.class::isInstance)) {
      return Optional.empty();
    }
    Set<Object> choices = values.stream().collect(Collectors.toUnmodifiableSet());
    boolean any = !keywords.contains("enum");
    return Optional.of(value -> value instanceof String text
        && text.length() <= longest
        && text.codePointCount(0, text.length()) >= shortest
        && (any || choices.contains(text)));
  }

  // Of numbers only those that int and long hold, within bounds that these hold: no rounding.
  private static Optional<Property> number(
      JsonObject schema, Set<String> keywords, boolean integer) {
    if (!Set.of("minimum", "maximum").containsAll(keywords)
        || !(schema.getValue("minimum", Integer.MIN_VALUE) instanceof Integer least)
        || !(schema.getValue("maximum", Integer.MAX_VALUE) instanceof Integer most)) {
      return Optional.empty();
    }
    boolean bounded = !keywords.isEmpty();
    return Optional.of(value -> {
      if (value instanceof Integer || value instanceof Long) {
        long number = ((Number) value).longValue();
        return !bounded || (number >= least && number <= most);
      }
      return !integer
          && !bounded
          && value instanceof Double number
          && !number.isInfinite()
          && !number.isNaN();
    });
  }
}
