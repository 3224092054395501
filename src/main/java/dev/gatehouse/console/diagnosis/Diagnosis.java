package dev.gatehouse.console.diagnosis;

import dev.gatehouse.fault.Fault;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What is to be said of a step, or of the silence after the last one.
 *
 * @param id names the rule that found it
 * @param weight how bad it is
 * @param whose fault or turn it is
 * @param title what it comes to, in a few words
 * @param what happened, in a sentence or two
 * @param right what would be right
 * @param difference what came and what was expected
 * @param step its number; 0 for the run as a whole
 */
public record Diagnosis(
    String id,
    Weight weight,
    Responsibility whose,
    String title,
    String what,
    String right,
    Difference difference,
    int step) {
  /** How bad it is. */
  public enum Weight {
    /** It does not work like this. */
    FAULT,
    /** It will not go on by itself, or not for long. */
    WARNING,
    /** It works, and is worth knowing. */
    NOTE
  }

  /**
   * Two strings to be set one above the other; empty where there is nothing to compare.
   *
   * @param sentLabel says whose the first is
   * @param sent what came
   * @param rightLabel says whose the second is
   * @param right what was expected
   */
  record Difference(String sentLabel, String sent, String rightLabel, String right) {
    static final Difference NONE = new Difference("", "", "", "");
  }

  static Diagnosis fault(String id, Responsibility whose, String title) {
    return new Diagnosis(id, Weight.FAULT, whose, title, "", "", Difference.NONE, 0);
  }

  /** One that the doctor knows too; its name is the same there. */
  static Diagnosis fault(Fault known, Responsibility whose, String title) {
    return fault(known.id(), whose, title);
  }

  /** One that the doctor knows too; its name is the same there. */
  static Diagnosis warning(Fault known, Responsibility whose, String title) {
    return warning(known.id(), whose, title);
  }

  /** One that the doctor knows too; its name is the same there. */
  static Diagnosis note(Fault known, String title) {
    return note(known.id(), title);
  }

  static Diagnosis warning(String id, Responsibility whose, String title) {
    return new Diagnosis(id, Weight.WARNING, whose, title, "", "", Difference.NONE, 0);
  }

  static Diagnosis note(String id, String title) {
    return new Diagnosis(id, Weight.NOTE, Responsibility.NOBODY, title, "", "", Difference.NONE, 0);
  }

  Diagnosis because(String words) {
    return new Diagnosis(id, weight, whose, title, words, right, difference, step);
  }

  Diagnosis instead(String words) {
    return new Diagnosis(id, weight, whose, title, what, words, difference, step);
  }

  /** Sets what came above what was expected; nothing where one of them is not known. */
  Diagnosis comparing(String sentLabel, String sent, String rightLabel, String expected) {
    return sent.isEmpty() || expected.isEmpty()
        ? this
        : new Diagnosis(
            id,
            weight,
            whose,
            title,
            what,
            right,
            new Difference(sentLabel, sent, rightLabel, expected),
            step);
  }

  Diagnosis at(int number) {
    return new Diagnosis(id, weight, whose, title, what, right, difference, number);
  }

  /** As the page reads it. */
  public JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("weight", weight.name().toLowerCase(Locale.ROOT))
        .put("fault", whose.wire())
        .put("title", title)
        .put("what", what)
        .put("right", right)
        .put("sent_label", difference.sentLabel())
        .put("sent", difference.sent())
        .put("right_label", difference.rightLabel())
        .put("right_value", difference.right())
        .put("step", step);
  }
}
