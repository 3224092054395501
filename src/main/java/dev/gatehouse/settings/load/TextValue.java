package dev.gatehouse.settings.load;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value out of text, as the environment and the command line have it. What does not fit the kind of the option stays text, for the
 * schema to refuse.
 */
public final class TextValue {
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  private TextValue() {}

  /** The setting that the text stands for. Lists are separated by commas or spaces; tables, and lists in brackets, are YAML. */
  public static Setting parse(Option option, String text, String source) {
    return new Setting(option, value(option, text.strip(), source), source);
  }

  private static Object value(Option option, String text, String source) {
    return switch (option.kind()) {
      case TEXT -> text;
      case NUMBER -> number(text);
      case SWITCH -> onOrOff(text);
      case LIST -> text.startsWith("[") ? yaml(text, source) : words(text);
      case TABLE -> yaml(text, source);
    };
  }

  private static Object number(String text) {
    return text.matches("[+-]?\\d{1,18}") ? (Object) Long.valueOf(text) : text;
  }

  private static Object onOrOff(String text) {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> text;
    };
  }

  private static List<String> words(String text) {
    return SEPARATOR.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
  }

  private static Object yaml(String text, String source) {
    @Nullable Object value = Yaml.value(text, source);
    return Objects.requireNonNullElse(value, text);
  }
}
