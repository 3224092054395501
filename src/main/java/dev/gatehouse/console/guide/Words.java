package dev.gatehouse.console.guide;

/**
 * A step in words.
 *
 * @param title what is done
 * @param why it is done
 * @param rule the section it follows
 */
record Words(String title, String why, String rule) {
  Telling telling() {
    return new Telling(title, why, rule);
  }
}
