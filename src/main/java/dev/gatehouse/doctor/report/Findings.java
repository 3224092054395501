package dev.gatehouse.doctor.report;

import dev.gatehouse.fault.Fault;
import dev.gatehouse.handshake.QuotedText;
import dev.gatehouse.http.page.DisplayText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what the steps find. What a server wrote is shortened, made printable and rid of what may be a secret on its way in. */
public final class Findings {
  private final List<Finding> all;
  private final Set<String> identifiers;
  private final @Nullable ResponsibleParty party; // null for that of the step

  public Findings() {
    this(new ArrayList<>(), new HashSet<>(), null);
  }

  private Findings(List<Finding> all, Set<String> identifiers, @Nullable ResponsibleParty party) {
    this.all = all;
    this.identifiers = identifiers;
    this.party = party;
  }

  /** An identifier that the server gave the doctor: it may be named, whatever it looks like. */
  public void mayName(String identifier) {
    identifiers.add(identifier);
  }

  /** The same collection, where another than the party of the step is responsible for what is added. */
  public Findings blaming(ResponsibleParty other) {
    return new Findings(all, identifiers, other);
  }

  void ok(CheckedStep step, String found) {
    add(step, Severity.OK, found, "", "");
  }

  public void skipped(CheckedStep step, String why) {
    add(step, Severity.SKIPPED, why, "", "");
  }

  public void warning(CheckedStep step, String found, String right, String source) {
    add(step, Severity.WARNING, found, right, source);
  }

  /** A fault that the console knows too, here a warning: what was seen, and its words. */
  public void warning(CheckedStep step, Fault fault, String found) {
    known(step, Severity.WARNING, fault, found);
  }

  public void fault(CheckedStep step, String found, String right, String source) {
    add(step, Severity.FAULT, found, right, source);
  }

  /** A fault that the console knows too: what was seen, and its words. */
  public void fault(CheckedStep step, Fault fault, String found) {
    known(step, Severity.FAULT, fault, found);
  }

  /** Says that all is well where the step has no worse finding yet. */
  public void okUnlessWorse(CheckedStep step, String found) {
    if (all.stream().noneMatch(finding -> finding.step() == step && worse(finding))) {
      ok(step, found);
    }
  }

  public List<Finding> all() {
    return List.copyOf(all);
  }

  private void known(CheckedStep step, Severity verdict, Fault fault, String found) {
    String words = printable(found) + ": " + fault.why();
    once(new Finding(step, party(step), verdict, fault.id(), words, fault.right(), fault.rule()));
  }

  private void add(CheckedStep step, Severity verdict, String found, String right, String source) {
    once(new Finding(step, party(step), verdict, "", printable(found), printable(right), source));
  }

  private ResponsibleParty party(CheckedStep step) {
    return party == null ? step.party() : party;
  }

  // Two requests may show the same.
  private void once(Finding finding) {
    if (!all.contains(finding)) {
      all.add(finding);
    }
  }

  private static boolean worse(Finding finding) {
    return finding.verdict() == Severity.FAULT || finding.verdict() == Severity.WARNING;
  }

  private String printable(String text) {
    return QuotedText.sentence(DisplayText.of(text, DisplayText.SENTENCE), identifiers);
  }
}
