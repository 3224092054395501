package dev.gatehouse.client;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The two generations of MCP, and what a client of each sends: {@code initialize} and a session, or each request on its own. */
public enum ClientEra {
  /** To 2025-11-25. */
  SESSIONS("2025-11-25", "initialize"),
  /** From 2026-07-28. */
  STATELESS("2026-07-28", "server/discover");

  private static final String META = "io.modelcontextprotocol/";

  private static final String CALL = "tools/call";

  private final String version;
  private final String first;

  ClientEra(String version, String first) {
    this.version = version;
    this.first = first;
  }

  /** The revision of the protocol. */
  public String version() {
    return version;
  }

  /** The method of the first request. */
  public String first() {
    return first;
  }

  /** A message of a client of that name, with no more parameters than the protocol wants. */
  public JsonObject message(String client, String method) {
    var message = new JsonObject().put("jsonrpc", "2.0");
    if (!method.startsWith("notifications/")) {
      message.put("id", method.equals(first) ? 1 : 2);
    }
    message.put("method", method);
    if (this == STATELESS) {
      message.put("params", new JsonObject().put("_meta", meta(client)));
    } else if (method.equals(first)) {
      message.put(
          "params",
          new JsonObject()
              .put("protocolVersion", version)
              .put("capabilities", new JsonObject())
              .put("clientInfo", info(client)));
    }
    return message;
  }

  /** A call of a tool without arguments. */
  public JsonObject call(String client, String tool) {
    JsonObject message = message(client, CALL);
    JsonObject params =
        message.getValue("params") instanceof JsonObject known ? known : new JsonObject();
    return message.put("params", params.put("name", tool).put("arguments", new JsonObject()));
  }

  /** The header fields that go with a call. */
  public Map<String, String> callHeaders(String tool) {
    Map<String, String> headers = headers(CALL);
    if (this == STATELESS) {
      headers.put("Mcp-Name", tool);
    }
    return headers;
  }

  /** The header fields of the protocol that go with the message; MCP transports. */
  public Map<String, String> headers(String method) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Accept", "application/json, text/event-stream");
    if (this == STATELESS || !method.equals(first)) {
      headers.put("MCP-Protocol-Version", version);
    }
    if (this == STATELESS) {
      headers.put("Mcp-Method", method);
    }
    return headers;
  }

  private JsonObject meta(String client) {
    return new JsonObject()
        .put(META + "protocolVersion", version)
        .put(META + "clientCapabilities", new JsonObject())
        .put(META + "clientInfo", info(client));
  }

  private static JsonObject info(String client) {
    return new JsonObject().put("name", client).put("version", "1");
  }
}
