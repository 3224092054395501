package dev.gatehouse.settings.load;

import dev.gatehouse.settings.model.SettingsException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every option there is, read from the schema of the settings: the one place where an option is declared. */
public final class OptionCatalogue {
  private final JsonObject schema;
  private final List<Option> options;

  private OptionCatalogue(JsonObject schema) {
    this.schema = schema;
    this.options = List.copyOf(optionsOf(schema));
  }

  /** As it is in the jar. */
  public static OptionCatalogue load() {
    return new OptionCatalogue(
        new JsonObject(ClasspathText.text("dev/gatehouse/settings/load/schema.json")));
  }

  public List<Option> options() {
    return options;
  }

  public Optional<Option> byKey(String key) {
    return options.stream().filter(option -> option.key().equals(key)).findFirst();
  }

  public Optional<Option> byFlag(String flag) {
    return options.stream()
        .filter(option -> !option.flag().isEmpty() && option.flag().equals(flag))
        .findFirst();
  }

  Optional<Option> byEnvironment(String name) {
    return options.stream().filter(option -> option.environment().equals(name)).findFirst();
  }

  /** The option, or the refusal of a name that none has. */
  public Option require(String key, String source) {
    return byKey(key)
        .orElseThrow(() -> new SettingsException("%s (%s): there is no such option%s"
            .formatted(QuotedValue.value(key), source, Suggestion.hint(key, keys()))));
  }

  List<String> keys() {
    return options.stream().map(Option::key).toList();
  }

  public List<String> sections() {
    return List.copyOf(schema.getJsonObject("properties").fieldNames());
  }

  /** What the section is about, in a few words. */
  public String describe(String section) {
    return schema.getJsonObject("properties").getJsonObject(section).getString("description");
  }

  JsonObject schema() {
    return schema;
  }

  private static List<Option> optionsOf(JsonObject schema) {
    var found = new ArrayList<Option>();
    JsonObject sections = schema.getJsonObject("properties");
    for (String section : sections.fieldNames()) {
      JsonObject members = sections.getJsonObject(section).getJsonObject("properties");
      for (String name : members.fieldNames()) {
        found.add(option(section + "." + name, members.getJsonObject(name)));
      }
    }
    return found;
  }

  private static Option option(String key, JsonObject declared) {
    return new Option(
        key,
        kind(declared),
        declared.getString("env"),
        declared.getString("flag", ""),
        declared.getString("description"),
        declared.getString("expected"),
        declared.getBoolean("secret", false));
  }

  private static Option.Kind kind(JsonObject declared) {
    Object type = declared.getValue("type");
    String name = type instanceof JsonArray types ? types.getString(0) : type.toString();
    return switch (name) {
      case "string" -> Option.Kind.TEXT;
      case "integer" -> Option.Kind.NUMBER;
      case "boolean" -> Option.Kind.SWITCH;
      case "array" -> isOfObjects(declared) ? Option.Kind.TABLE : Option.Kind.LIST;
      case "object" -> Option.Kind.TABLE;
      default -> throw new IllegalStateException("the schema has a type of its own: " + name);
    };
  }

  private static boolean isOfObjects(JsonObject declared) {
    return "object".equals(declared.getJsonObject("items").getValue("type"));
  }
}
