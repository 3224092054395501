package dev.gatehouse.settings.model;

/** A setting is wrong. The message is one line for the user: what, where it was given, and what would be right. */
public final class SettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }
}
