package dev.gatehouse.settings.load;

import dev.gatehouse.settings.model.SettingsException;

/**
 * The value that somebody gave to an option, and where.
 *
 * @param option what is set
 * @param value text, number, boolean, list or map; not yet checked
 * @param source where it was given, in the words of the user: {@code --issuer}, {@code AUTH_SERVER_ISSUER in .env}, a file
 */
public record Setting(Option option, Object value, String source) {

  /** The refusal of this value, saying what would be right. */
  SettingsException refused(String because) {
    String given = option.secret() ? "has a wrong value" : "is " + QuotedValue.value(value);
    return new SettingsException("%s %s (%s): %s".formatted(option.key(), given, source, because));
  }

  /** The refusal of a value that is not of the kind that the option takes. */
  SettingsException refused() {
    return refused("must be " + option.expected());
  }

  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return "Setting[" + option.key() + ", " + source + "]";
  }
}
