package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.http.client.BodyBound;
import dev.gatehouse.http.client.BoundedAnswer;
import dev.gatehouse.http.client.BoundedClient;
import dev.gatehouse.http.client.HttpBounds;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls a tool as any client would: {@code POST /mcp} over HTTP, one self-contained request of MCP 2026-07-28. Reports what went over the
 * wire, but for the token.
 */
final class McpCall {
  private static final String VERSION = "2026-07-28";
  private static final String META = "io.modelcontextprotocol/";
  private static final int LONGEST = 100_000; // characters, of four bytes at most
  private static final HttpBounds BOUNDS =
      HttpBounds.of(Duration.ofSeconds(30), BodyBound.cutting(4 * LONGEST + 4));

  private final BoundedClient http;
  private final String version;
  private final AtomicLong ids = new AtomicLong();

  McpCall(Vertx vertx, TlsTrust trust, String version) {
    this.http = new BoundedClient(vertx, trust, BOUNDS);
    this.version = version;
  }

  /** The exchange: {@code request} and {@code answer}, each with headers and body. */
  Future<JsonObject> send(String url, String accessToken, String tool, JsonObject arguments) {
    Map<String, String> headers = headers(tool);
    JsonObject message = message(tool, arguments);
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url);
    headers.forEach(options::putHeader);
    options.putHeader("User-Agent", LoginClient.CLIENT_ID);
    options.putHeader("Authorization", "Bearer " + accessToken);
    JsonObject request = new JsonObject()
        .put("method", "POST")
        .put("url", url)
        .put("headers", redacted(headers))
        .put("body", message);
    return http.exchange(options, message.toBuffer())
        .map(McpCall::shown)
        .map(answer -> new JsonObject().put("request", request).put("answer", answer));
  }

  // MCP 2026-07-28, Streamable HTTP, "Protocol Version Header" and "Standard Request Headers".
  private static Map<String, String> headers(String tool) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    headers.put("MCP-Protocol-Version", VERSION);
    headers.put("Mcp-Method", "tools/call");
    headers.put("Mcp-Name", tool);
    return headers;
  }

  private JsonObject message(String tool, JsonObject arguments) {
    var client = new JsonObject().put("name", LoginClient.CLIENT_ID).put("version", version);
    var meta = new JsonObject()
        .put(META + "protocolVersion", VERSION)
        .put(META + "clientInfo", client)
        .put(META + "clientCapabilities", new JsonObject());
    var params = new JsonObject().put("name", tool).put("arguments", arguments).put("_meta", meta);
    return new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", ids.incrementAndGet())
        .put("method", "tools/call")
        .put("params", params);
  }

  private static JsonObject redacted(Map<String, String> headers) {
    var shown = new JsonObject();
    headers.forEach(shown::put);
    return shown.put("Authorization", "Bearer (kept by the server)");
  }

  private static JsonObject shown(BoundedAnswer response) {
    String text = response.body().toString();
    return new JsonObject()
        .put("status", response.status())
        .put("reason", response.reason())
        .put("headers", headers(response.headers()))
        .put("body", text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
  }

  private static JsonObject headers(MultiMap headers) {
    var shown = new JsonObject();
    headers.names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .sorted()
        .forEach(name -> shown.put(name, String.join(", ", headers.getAll(name))));
    return shown;
  }
}
