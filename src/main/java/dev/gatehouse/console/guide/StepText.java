package dev.gatehouse.console.guide;

/**
 * A step in words.
 *
 * @param title what is done
 * @param why it is done
 * @param rule the section it follows
 */
record StepText(String title, String why, String rule) {
  StepReport telling() {
    return new StepReport(title, why, rule);
  }
}
