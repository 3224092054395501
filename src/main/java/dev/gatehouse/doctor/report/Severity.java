package dev.gatehouse.doctor.report;

/** What a finding amounts to. Only a fault makes the whole unhealthy. */
public enum Severity {
  /** As it should be. */
  OK("ok"),
  /** Could not be looked at, or was not allowed to. */
  SKIPPED("skipped"),
  /** Some clients will stumble, or a recommendation is not followed. */
  WARNING("warning"),
  /** Clients fail, or somebody gets in who should not. */
  FAULT("FAULT");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** As it is printed. */
  String word() {
    return word;
  }
}
