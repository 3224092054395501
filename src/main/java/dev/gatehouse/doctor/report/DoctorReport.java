package dev.gatehouse.doctor.report;

import java.net.URI;
import java.util.List;

/**
 * All that was found, in the order of the handshake.
 *
 * @param server the URL of the MCP endpoint
 * @param findings one or more for each step that was reached
 */
public record DoctorReport(URI server, List<Finding> findings) {
  public DoctorReport {
    findings = List.copyOf(findings);
  }

  /** Whether a client can log in, and nobody else gets in, as far as that can be seen from outside. */
  public boolean healthy() {
    return count(Severity.FAULT) == 0;
  }

  /** How many findings have the verdict. */
  long count(Severity verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }
}
