package dev.gatehouse.doctor;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The two generations of MCP, and what a client of each sends first: {@code initialize}, or {@code server/discover} without a session. */
enum Era {
  /** To 2025-11-25. */
  SESSIONS("2025-11-25", "initialize"),
  /** From 2026-07-28. */
  STATELESS("2026-07-28", "server/discover");

  /** Every answer that the transport may choose from. */
  private static final String ACCEPT = "application/json, text/event-stream";

  private final String version;
  private final String first;

  Era(String version, String first) {
    this.version = version;
    this.first = first;
  }

  /** The revision of the protocol. */
  String version() {
    return version;
  }

  /** The method of the first request. */
  String first() {
    return first;
  }

  /** Sends the first request of a client. The headers are names and values in turn; those of the protocol are added. */
  Answer begin(Probe probe, URI mcp, String... headers) {
    return ask(probe, mcp, first, this == SESSIONS ? introduction() : meta(), headers);
  }

  /** Sends a later request, {@code tools/list}. */
  Answer listTools(Probe probe, URI mcp, String... headers) {
    return ask(probe, mcp, "tools/list", this == SESSIONS ? new JsonObject() : meta(), headers);
  }

  private Answer ask(
      Probe probe, URI mcp, String method, JsonObject parameters, String... headers) {
    var message = new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", 1)
        .put("method", method)
        .put("params", parameters);
    List<String> all = new ArrayList<>(Arrays.asList(headers));
    if (!all.contains("Accept")) {
      all.addAll(List.of("Accept", ACCEPT));
    }
    if (this == STATELESS) {
      all.addAll(List.of("MCP-Protocol-Version", version, "Mcp-Method", method));
    } else if (!method.equals(first)) {
      all.addAll(List.of("MCP-Protocol-Version", version));
    }
    return probe.post(mcp, "application/json", message.encode(), all.toArray(String[]::new));
  }

  private JsonObject introduction() {
    return new JsonObject()
        .put("protocolVersion", version)
        .put("capabilities", new JsonObject())
        .put("clientInfo", clientInfo());
  }

  private JsonObject meta() {
    String name = "io.modelcontextprotocol/";
    return new JsonObject()
        .put(
            "_meta",
            new JsonObject()
                .put(name + "protocolVersion", version)
                .put(name + "clientCapabilities", new JsonObject())
                .put(name + "clientInfo", clientInfo()));
  }

  private static JsonObject clientInfo() {
    return new JsonObject().put("name", "gatehouse-doctor").put("version", "1");
  }
}
