package dev.gatehouse.doctor.probe;

import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.fault.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for a metadata document where clients look, in their order: the first answer of 200 counts; MCP authorization, discovery. */
public final class MetadataSearch {
  private final Probe probe;
  private final Findings findings;
  private final CheckedStep step;

  public MetadataSearch(Probe probe, Findings findings, CheckedStep step) {
    this.probe = probe;
    this.findings = findings;
    this.step = step;
  }

  /**
   * The document; empty where there is none, or none that can be read.
   *
   * @param places to look at
   * @param missing what it is called that there is none
   */
  public Optional<MetadataDocument> in(List<URI> places, Fault missing) {
    var tried = new ArrayList<String>();
    for (URI place : places) {
      ProbeResponse answer = probe.get(place, "Accept", "application/json");
      if (answer.status() == 200) {
        return MetadataDocument.read(place, answer, step, findings);
      }
      tried.add(place + " → " + answer.summary());
    }
    findings.fault(step, missing, "there is no metadata, " + String.join(", ", tried));
    return Optional.empty();
  }
}
