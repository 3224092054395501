package dev.gatehouse.settings.load;

import dev.gatehouse.settings.model.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings of a file like {@code conf/config.yaml}: sections of options. An option without a value is not set. */
public final class ConfigFile {
  private final OptionCatalogue catalogue;

  public ConfigFile(OptionCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The copy of {@code conf/config.yaml} in the jar: the defaults. */
  public SettingsLayer builtIn() {
    return parse(ClasspathText.text("dev/gatehouse/conf/config.yaml"), "built in");
  }

  /** Of a file that has to be there; the source names it in messages. */
  public SettingsLayer read(Path file, String source) {
    return parse(text(file, source), source);
  }

  public static String text(Path file, String source) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new SettingsException(
          QuotedValue.value(source) + " cannot be read: must be a readable file in UTF-8");
    }
  }

  SettingsLayer parse(String text, String source) {
    var settings = new ArrayList<Setting>();
    Map<String, @Nullable Object> sections = Yaml.table(text, source);
    sections.forEach((section, members) -> settings.addAll(section(section, members, source)));
    return SettingsLayer.of(settings);
  }

  private List<Setting> section(String section, @Nullable Object members, String source) {
    if (!catalogue.sections().contains(section)) {
      throw new SettingsException("%s (%s): there is no such section%s"
          .formatted(
              QuotedValue.value(section), source, Suggestion.hint(section, sectionsAndKeys())));
    }
    if (members == null) {
      return List.of();
    }
    if (!(members instanceof Map<?, ?> table)) {
      throw new SettingsException("%s%s (%s): must be a table of options"
          .formatted(section, QuotedValue.given(section, members), source));
    }
    var settings = new ArrayList<Setting>();
    table.forEach(
        (name, value) -> setting(section + "." + name, value, source).ifPresent(settings::add));
    return settings;
  }

  private Optional<Setting> setting(String key, @Nullable Object value, String source) {
    Option option = catalogue.byKey(key).orElseThrow(() -> unknown(key, value, source));
    return Optional.ofNullable(value).map(given -> new Setting(option, given, source));
  }

  // At the top of the file an option may stand without its section.
  private List<String> sectionsAndKeys() {
    return Stream.concat(catalogue.sections().stream(), catalogue.keys().stream())
        .toList();
  }

  private SettingsException unknown(String key, @Nullable Object value, String source) {
    String given = value == null || value instanceof Map ? "" : QuotedValue.given(key, value);
    return new SettingsException("%s%s (%s): there is no such option%s"
        .formatted(QuotedValue.value(key), given, source, Suggestion.hint(key, catalogue.keys())));
  }
}
