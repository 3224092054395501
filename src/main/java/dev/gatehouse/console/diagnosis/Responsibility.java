package dev.gatehouse.console.diagnosis;

import java.util.Locale;

/** Whose fault it is, or whose turn. */
enum Responsibility {
  CLIENT,
  USER,
  BROWSER,
  /** The authorization server, where that is another one than ours. */
  ISSUER,
  /** A setting of this server. */
  SETTING,
  SERVER,
  NOBODY;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
