package dev.gatehouse.doctor;

import dev.gatehouse.doctor.probe.ProbeContext;
import dev.gatehouse.doctor.report.DoctorReport;
import dev.gatehouse.doctor.report.Finding;
import dev.gatehouse.doctor.report.Severity;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** What the doctor found at a server where it may register clients. */
record Examined(DoctorReport report) {
  static Examined by(URI mcp, String token) {
    return by(mcp, token, TlsTrust.OF_JDK, Clock.systemUTC());
  }

  static Examined by(URI mcp, String token, TlsTrust trust, Clock clock) {
    return by(mcp, token, vertx -> ProbeContext.of(vertx, trust), clock, true);
  }

  /** By a doctor that reaches the servers so, and may register clients or not. */
  static Examined by(
      URI mcp,
      String token,
      Function<Vertx, ProbeContext> outside,
      Clock clock,
      boolean mayRegister) {
    Vertx vertx = Vertx.vertx();
    try {
      return new Examined(new Doctor(
              "http://localhost:6274", url -> mayRegister, token, outside.apply(vertx), clock)
          .examine(mcp));
    } finally {
      vertx.close().await();
    }
  }

  List<String> faults() {
    return found(Severity.FAULT);
  }

  List<String> warnings() {
    return found(Severity.WARNING);
  }

  /** The one fault or warning that there is, with what would be right. */
  String only() {
    List<Finding> bad = report.findings().stream()
        .filter(one -> one.verdict() == Severity.FAULT || one.verdict() == Severity.WARNING)
        .toList();
    if (bad.size() != 1) {
      throw new AssertionError("expected one, but found " + bad);
    }
    return bad.get(0).found() + " | " + bad.get(0).right();
  }

  private List<String> found(Severity verdict) {
    return report.findings().stream()
        .filter(one -> one.verdict() == verdict)
        .map(Finding::found)
        .toList();
  }
}
