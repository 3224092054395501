package dev.gatehouse.handshake;

import java.util.Locale;

/** How a decision went. */
public enum Outcome {
  /** What was asked for was given. */
  GRANTED,
  /** What was asked for was refused. */
  REFUSED,
  /** Nothing was decided, but it is a step that a person wants to see. */
  NOTED;

  /** As it stands in the log. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
