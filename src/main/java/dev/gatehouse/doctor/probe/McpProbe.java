package dev.gatehouse.doctor.probe;

import dev.gatehouse.client.ClientEra;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks an MCP endpoint as a client of either generation does. */
public final class McpProbe {
  private McpProbe() {}

  /** Sends the first request of a client. The headers are names and values in turn; those of the protocol are added. */
  public static ProbeResponse begin(ClientEra era, Probe probe, URI endpoint, String... headers) {
    return ask(era, probe, endpoint, era.first(), headers);
  }

  /** Sends a later request. */
  public static ProbeResponse listTools(
      ClientEra era, Probe probe, URI endpoint, String... headers) {
    return ask(era, probe, endpoint, "tools/list", headers);
  }

  private static ProbeResponse ask(
      ClientEra era, Probe probe, URI endpoint, String method, String... headers) {
    List<String> all = new ArrayList<>(Arrays.asList(headers));
    era.headers(method).forEach((name, value) -> {
      if (!all.contains(name)) {
        all.addAll(List.of(name, value));
      }
    });
    String message = era.message("gatehouse-doctor", method).encode();
    return probe.post(endpoint, "application/json", message, all.toArray(String[]::new));
  }
}
