package dev.gatehouse.doctor.report;

import dev.gatehouse.handshake.QuotedText;
import java.util.stream.Collectors;

/** The report for a person: a line for each finding, what would be right below it, the verdict at the end. */
public final class TextReport {
  private TextReport() {}

  public static String of(DoctorReport report) {
    return "Gatehouse doctor: %s%n%n%s%n%s%n"
        .formatted(
            QuotedText.url(report.server().toString()),
            report.findings().stream().map(TextReport::lines).collect(Collectors.joining()),
            verdict(report));
  }

  private static String lines(Finding finding) {
    String line = "%-8s %-18s %s%n"
        .formatted(finding.verdict().word(), finding.step().title(), finding.found());
    return finding.right().isEmpty()
        ? line
        : line
            + "%27s the %s should: %s%n%27s (%s)%n"
                .formatted("", finding.party().words(), finding.right(), "", finding.source());
  }

  private static String verdict(DoctorReport report) {
    long faults = report.count(Severity.FAULT);
    long warnings = report.count(Severity.WARNING);
    return report.healthy()
        ? "Healthy" + (warnings == 0 ? "." : ", with " + counted(warnings, "warning") + ".")
        : "Not healthy: " + counted(faults, "fault") + ", " + counted(warnings, "warning") + ".";
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
