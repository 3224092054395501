package dev.gatehouse.settings;

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
final class SettingsSchema {
  private final Validator validator;

  SettingsSchema(Catalogue catalogue) {
    this.validator = Validator.create(
        JsonSchema.of(catalogue.schema()),
        new JsonSchemaOptions()
            .setDraft(Draft.DRAFT202012)
            .setBaseUri("urn:gatehouse:settings")
            .setOutputFormat(OutputFormat.Basic));
  }

  /** Throws the refusal of the first setting that does not match. */
  void check(Layer layer) {
    OutputUnit result = validator.validate(document(layer));
    if (!Boolean.TRUE.equals(result.getValid())) {
      throw refusal(layer, result.getErrors());
    }
  }

  // The instance location is a JSON pointer: #/section/name/….
  private static SettingsException refusal(Layer layer, List<OutputUnit> errors) {
    return errors.stream()
        .map(error -> error.getInstanceLocation().split("/", 4))
        .filter(steps -> steps.length > 2)
        .flatMap(steps -> layer.find(steps[1] + "." + steps[2]).stream())
        .findFirst()
        .map(Setting::refused)
        .orElseThrow(
            () -> new IllegalStateException("the schema refuses what no option says: " + errors));
  }

  private static JsonObject document(Layer layer) {
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
