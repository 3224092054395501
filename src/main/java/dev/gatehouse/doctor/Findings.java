package dev.gatehouse.doctor;

import dev.gatehouse.http.DisplayText;
import java.util.ArrayList;
import java.util.List;

/** Collects what the steps find. What a server wrote is shortened and made printable on its way in. */
final class Findings {
  private final List<Finding> all = new ArrayList<>();

  void ok(Step step, String found) {
    add(step, Verdict.OK, found, "", "");
  }

  void skipped(Step step, String why) {
    add(step, Verdict.SKIPPED, why, "", "");
  }

  void warning(Step step, String found, String right, String source) {
    add(step, Verdict.WARNING, found, right, source);
  }

  void fault(Step step, String found, String right, String source) {
    add(step, Verdict.FAULT, found, right, source);
  }

  /** Says that all is well where the step has no worse finding yet. */
  void okUnlessWorse(Step step, String found) {
    if (all.stream().noneMatch(finding -> finding.step() == step && worse(finding))) {
      ok(step, found);
    }
  }

  List<Finding> all() {
    return List.copyOf(all);
  }

  private void add(Step step, Verdict verdict, String found, String right, String source) {
    all.add(new Finding(step, verdict, printable(found), printable(right), source));
  }

  private static boolean worse(Finding finding) {
    return finding.verdict() == Verdict.FAULT || finding.verdict() == Verdict.WARNING;
  }

  private static String printable(String text) {
    return DisplayText.of(text, DisplayText.SENTENCE);
  }
}
