package dev.gatehouse.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.OutputUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One finding of the schema validator in words, since its own are about schemas: where it is, of what kind that is, and what would be right.
 * Where the schema describes the place, its description ends the sentence. Repeats nothing of the value, which may be long or somebody's
 * secret.
 */
final class SchemaFinding {
  /** Keywords that only say that something beneath them is wrong. */
  private static final Set<String> WRAPPERS = Set.of("properties", "items", "prefixItems", "$ref");

  private static final int LONGEST_NAME = 64;

  private final SchemaWords words;
  private final JsonObject schema;
  private final JsonObject checked;
  private final String path;
  private final String keywordPath;
  private final String keyword;

  SchemaFinding(SchemaWords words, JsonObject schema, JsonObject checked, OutputUnit error) {
    this.words = words;
    this.schema = schema;
    this.checked = checked;
    this.path = withoutHash(error.getInstanceLocation());
    this.keywordPath = withoutHash(error.getKeywordLocation());
    this.keyword = keywordPath.substring(keywordPath.lastIndexOf('/') + 1);
  }

  // The validator counts a property that failed its own schema as an additional one too.
  boolean isTheCause() {
    if (keyword.equals("additionalProperties")) {
      return !known().contains(lastName());
    }
    return !WRAPPERS.contains(keyword);
  }

  /** Where it is, as a JSON pointer; RFC 6901. */
  String path() {
    return path;
  }

  String text() {
    return fault() + (keyword.equals("required") ? "" : described(keywordPath));
  }

  private String fault() {
    return switch (keyword) {
      case "required" -> missing();
      case "additionalProperties" -> place() + " " + words.unknown() + choices();
      case "type" -> place() + " must be " + named(expected()) + ", not " + typeOf(value());
      case "minimum" -> place() + " must be " + expected() + " or more";
      case "maximum" -> place() + " must be " + expected() + " or less";
      case "exclusiveMinimum" -> place() + " must be more than " + expected();
      case "exclusiveMaximum" -> place() + " must be less than " + expected();
      case "multipleOf" -> place() + " must be a multiple of " + expected();
      case "minLength" -> place() + " must have " + expected() + " or more characters";
      case "maxLength" -> place() + " must have " + expected() + " or fewer characters";
      case "minItems" -> place() + " must have " + expected() + " or more elements" + size();
      case "maxItems" -> place() + " must have " + expected() + " or fewer elements" + size();
      case "maxProperties" -> place() + " must have " + expected() + " or fewer members";
      case "enum" -> place() + " must be one of " + expected();
      case "const" -> place() + " must be " + expected();
      case "pattern" -> place() + " must match the pattern " + expected();
      case "format" -> place() + " must have the format " + expected();
      default -> place() + " does not match '" + keyword + "' of its schema";
    };
  }

  private String missing() {
    if (expected() instanceof JsonArray names && value() instanceof JsonObject object) {
      return names.stream()
          .map(String::valueOf)
          .filter(name -> !object.containsKey(name))
          .map(name -> words.place(path + "/" + name) + " is missing"
              + described(parent() + "/properties/" + name + "/required"))
          .collect(Collectors.joining("; "));
    }
    return place() + " lacks a required member";
  }

  private String choices() {
    Set<String> known = known();
    return known.isEmpty() ? " (it takes none)" : " (it takes " + String.join(", ", known) + ")";
  }

  private Set<String> known() {
    Object properties = at(parent() + "/properties", schema);
    return properties instanceof JsonObject object ? object.fieldNames() : Set.of();
  }

  private String place() {
    if (path.isEmpty()) {
      return words.whole();
    }
    String shortened = path.length() <= LONGEST_NAME ? path : path.substring(0, LONGEST_NAME) + "…";
    return words.place(shortened);
  }

  // What the schema says of the place whose keyword is at the path.
  private String described(String keyword) {
    String owner = keyword.substring(0, keyword.lastIndexOf('/'));
    return words.describes() && at(owner + "/description", schema) instanceof String description
        ? ": " + description
        : "";
  }

  private String size() {
    return value() instanceof JsonArray array && array.isEmpty() ? ", and has none" : "";
  }

  private String parent() {
    return keywordPath.substring(0, keywordPath.lastIndexOf('/'));
  }

  private String lastName() {
    return path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
  }

  private @Nullable Object expected() {
    return at(keywordPath, schema);
  }

  private @Nullable Object value() {
    return at(path, checked);
  }

  private static @Nullable Object at(String pointer, JsonObject json) {
    return pointer.isEmpty() ? json : JsonPointer.from(pointer).queryJson(json);
  }

  private static String withoutHash(@Nullable String location) {
    return location == null ? "" : location.substring(location.startsWith("#") ? 1 : 0);
  }

  private static String named(@Nullable Object type) {
    if (type instanceof JsonArray types) {
      return types.stream().map(SchemaFinding::named).collect(Collectors.joining(" or "));
    }
    String name = String.valueOf(type);
    boolean vowel = List.of("array", "integer", "object").contains(name);
    return name.equals("null") ? name : (vowel ? "an " : "a ") + name;
  }

  private static String typeOf(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Number number) {
      return number instanceof Double ? "a fraction" : "a number";
    }
    return value instanceof String
        ? "a string"
        : value instanceof Boolean
            ? "a boolean"
            : value instanceof JsonArray ? "an array" : "an object";
  }
}
