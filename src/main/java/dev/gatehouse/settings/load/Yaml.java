package dev.gatehouse.settings.load;

import dev.gatehouse.settings.model.SettingsException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML 1.2 as plain values: no objects, no duplicate keys, no recursion, bounded aliases and size. */
final class Yaml {
  private Yaml() {}

  /** A document that is a table; an empty document is an empty one. */
  static Map<String, @Nullable Object> table(String text, String source) {
    Object document = value(text, source);
    if (document == null) {
      return Map.of();
    }
    if (!(document instanceof Map<?, ?> members)) {
      throw new SettingsException(source + ": must be a table of sections such as 'auth-server:'");
    }
    var table = new LinkedHashMap<String, @Nullable Object>();
    members.forEach((key, value) -> table.put(String.valueOf(key), value));
    return table;
  }

  static @Nullable Object value(String text, String source) {
    var settings = LoadSettings.builder()
        .setLabel(source)
        .setAllowDuplicateKeys(false)
        .setAllowRecursiveKeys(false)
        .setMaxAliasesForCollections(20)
        .setCodePointLimit(1 << 20)
        .build();
    try {
      return new Load(settings).loadFromString(text);
    } catch (MarkedYamlEngineException e) {
      String line =
          e.getProblemMark().map(mark -> " line " + (mark.getLine() + 1)).orElse("");
      throw new SettingsException(
          "%s%s: is not YAML: %s".formatted(source, line, QuotedValue.value(e.getProblem())));
    } catch (YamlEngineException e) {
      throw new SettingsException(
          source + ": is not YAML, or more of it than a configuration needs");
    }
  }
}
