package dev.gatehouse.settings.load;

import dev.gatehouse.json.SchemaFindings;
import dev.gatehouse.json.SchemaWords;
import dev.gatehouse.settings.model.SettingsException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;

/** The form of the settings, by JSON Schema (draft 2020-12): the merged document has to match the schema in the jar. */
public final class SettingsSchema {
  private static final SchemaWords WORDS =
      new SchemaWords("the settings", "is not known here", false, false);

  private final SchemaFindings findings;
  private final Validator validator;

  public SettingsSchema(OptionCatalogue catalogue) {
    this.findings = new SchemaFindings(WORDS, catalogue.schema().copy());
    this.validator = Validator.create(
        JsonSchema.of(catalogue.schema()),
        new JsonSchemaOptions()
            .setDraft(Draft.DRAFT202012)
            .setBaseUri("urn:gatehouse:settings")
            .setOutputFormat(OutputFormat.Basic));
  }

  /** Throws the refusal of the first setting that does not match. */
  public void check(SettingsLayer layer) {
    JsonObject document = document(layer);
    OutputUnit result = validator.validate(document);
    if (!Boolean.TRUE.equals(result.getValid())) {
      throw refusal(layer, document, result);
    }
  }

  // The instance location is a JSON pointer: #/section/name/….
  private SettingsException refusal(SettingsLayer layer, JsonObject document, OutputUnit result) {
    return result.getErrors().stream()
        .map(error -> error.getInstanceLocation().split("/", 4))
        .filter(steps -> steps.length > 2)
        .flatMap(steps -> layer.find(steps[1] + "." + steps[2]).stream())
        .findFirst()
        .map(setting -> refusal(setting, document, result))
        .orElseThrow(() -> new IllegalStateException(
            "the schema refuses what no option says: " + result.getErrors()));
  }

  // Of a table, the member that is wrong.
  private SettingsException refusal(Setting setting, JsonObject document, OutputUnit result) {
    String pointer = '/' + setting.option().section() + '/' + setting.option().name();
    String inside = findings.textInside(pointer, document, result);
    return inside.isEmpty()
        ? setting.refused()
        : setting.refused("must be " + setting.option().expected() + "; "
            + inside.replace(pointer.substring(1) + '/', ""));
  }

  private static JsonObject document(SettingsLayer layer) {
    var document = new JsonObject();
    for (Setting setting : layer.settings().values()) {
      String section = setting.option().section();
      if (!document.containsKey(section)) {
        document.put(section, new JsonObject());
      }
      document.getJsonObject(section).put(setting.option().name(), json(setting.value()));
    }
    return document;
  }

  private static Object json(Object value) {
    if (value instanceof Map<?, ?> members) {
      var object = new JsonObject();
      members.forEach(
          (name, member) -> object.put(String.valueOf(name), member == null ? null : json(member)));
      return object;
    }
    if (value instanceof List<?> members) {
      var array = new JsonArray();
      members.forEach(member -> array.add(member == null ? null : json(member)));
      return array;
    }
    return value;
  }
}
