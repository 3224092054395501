package dev.gatehouse.mcp.modern;

import dev.gatehouse.mcp.client.LogLevel;
import dev.gatehouse.mcp.era.Headers;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import dev.gatehouse.mcp.session.ProtocolVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The {@code _meta} that every request carries; MCP 2026-07-28 "Per-request protocol fields". */
public final class RequestMetadata {
  static final String PREFIX = "io.modelcontextprotocol/";
  static final String SERVER_INFO = PREFIX + "serverInfo";
  private static final String PROTOCOL_VERSION = PREFIX + "protocolVersion";
  private static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";
  private static final String LOG_LEVEL = PREFIX + "logLevel";

  private RequestMetadata() {}

  /** Whether the parameters name the version of their message, which makes it one of this generation. */
  public static boolean isIn(JsonObject params) {
    return params.getValue("_meta") instanceof JsonObject meta
        && meta.containsKey(PROTOCOL_VERSION);
  }

  /** Checks the version and the required fields; throws {@link RpcException}. */
  static void check(Request request, Headers headers) {
    if (!isIn(request.params())) {
      requireSupportedHeader(request, headers);
      throw invalid(request, "params._meta must have '" + PROTOCOL_VERSION + "'");
    }
    JsonObject meta = request.params().getJsonObject("_meta");
    if (!(meta.getValue(PROTOCOL_VERSION) instanceof String version)) {
      throw invalid(request, "'" + PROTOCOL_VERSION + "' in params._meta must be a string");
    }
    if (!(meta.getValue(CLIENT_CAPABILITIES) instanceof JsonObject)) {
      throw invalid(request, "'" + CLIENT_CAPABILITIES + "' in params._meta must be an object");
    }
    if (meta.containsKey(LOG_LEVEL) && logLevel(request).isEmpty()) {
      throw invalid(request, "'" + LOG_LEVEL + "' in params._meta must be the name of a log level");
    }
    MirroredHeaders.requireVersion(request, headers, version);
    requireModern(request, version);
  }

  /** What the client can do; of a request that was checked. */
  static JsonObject capabilities(Request request) {
    return request.params().getJsonObject("_meta").getJsonObject(CLIENT_CAPABILITIES);
  }

  /** The least grave log message that the client wants; empty where it wants none. */
  static Optional<LogLevel> logLevel(Request request) {
    return request.params().getJsonObject("_meta").getValue(LOG_LEVEL) instanceof String level
        ? LogLevel.of(level)
        : Optional.empty();
  }

  /** "Protocol Version Negotiation": the error names what would be right. */
  public static RpcError unsupported(String requested) {
    var data = new JsonObject()
        .put("supported", new JsonArray(ProtocolVersion.supported()))
        .put("requested", requested);
    return new RpcError(
        ErrorCode.UNSUPPORTED_PROTOCOL_VERSION, "Unsupported protocol version", data);
  }

  private static void requireSupportedHeader(Request request, Headers headers) {
    List<String> values = headers.all(Headers.PROTOCOL_VERSION);
    if (values.size() == 1 && ProtocolVersion.of(values.get(0)).isEmpty()) {
      throw new RpcException(request.id(), unsupported(values.get(0)));
    }
  }

  private static void requireModern(Request request, String version) {
    if (ProtocolVersion.of(version).filter(known -> !known.legacy()).isEmpty()) {
      throw new RpcException(request.id(), unsupported(version));
    }
  }

  private static RpcException invalid(Request request, String message) {
    return RpcException.of(request.id(), ErrorCode.INVALID_PARAMS, message);
  }
}
