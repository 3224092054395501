package dev.gatehouse.doctor.report;

import dev.gatehouse.handshake.QuotedText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** The report for a program: {@code {"server", "healthy", "findings": [{"step", "verdict", "found", "fault", "party", "right", "source"}]}}. */
public final class JsonReport {
  private JsonReport() {}

  public static String of(DoctorReport report) {
    var findings = new JsonArray();
    report.findings().forEach(finding -> findings.add(json(finding)));
    return new JsonObject()
            .put("server", QuotedText.url(report.server().toString()))
            .put("healthy", report.healthy())
            .put("findings", findings)
            .encodePrettily()
        + System.lineSeparator();
  }

  private static JsonObject json(Finding finding) {
    var json = new JsonObject()
        .put("step", finding.step().id())
        .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
        .put("found", finding.found());
    return finding.right().isEmpty()
        ? json
        : withFault(json, finding)
            .put("party", finding.party().words())
            .put("right", finding.right())
            .put("source", finding.source());
  }

  // Only what the console knows too has a name.
  private static JsonObject withFault(JsonObject json, Finding finding) {
    return finding.fault().isEmpty() ? json : json.put("fault", finding.fault());
  }
}
