package dev.gatehouse.mcp.modern;

import dev.gatehouse.mcp.era.Headers;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Headers repeat parts of the body, and must agree with it, lest a gateway decides on the one and the server on the other; MCP 2026-07-28 "Server Validation". */
final class MirroredHeaders {
  private static final String METHOD = "Mcp-Method";
  private static final String NAME = "Mcp-Name";

  /** Methods that have a name to mirror, and the parameter that it stands in. */
  private static final Map<String, String> NAMED =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

  private MirroredHeaders() {}

  static void requireVersion(Request request, Headers headers, String version) {
    if (headers.exist()) {
      requireSame(
          request,
          Headers.PROTOCOL_VERSION,
          only(request, headers, Headers.PROTOCOL_VERSION),
          version);
    }
  }

  /** "Standard Request Headers": the method, and the name where there is one. */
  static void check(Request request, Headers headers) {
    if (!headers.exist()) {
      return;
    }
    requireSame(request, METHOD, only(request, headers, METHOD), request.method());
    String parameter = NAMED.get(request.method());
    if (parameter != null && request.params().getValue(parameter) instanceof String name) {
      String decoded = EncodedHeader.decoded(only(request, headers, NAME))
          .orElseThrow(() -> mismatch(request, NAME + " is not validly encoded"));
      requireSame(request, NAME, decoded, name);
    }
  }

  static String only(Request request, Headers headers, String name) {
    List<String> values = headers.all(name);
    return Optional.of(values)
        .filter(all -> all.size() == 1)
        .map(all -> all.get(0))
        .orElseThrow(() -> mismatch(
            request, name + (values.isEmpty() ? " is missing" : " is given more than once")));
  }

  private static void requireSame(Request request, String name, String header, String body) {
    if (!header.equals(body)) {
      throw mismatch(request, name + " differs from the value in the body");
    }
  }

  static RpcException mismatch(Request request, String message) {
    return RpcException.of(request.id(), ErrorCode.HEADER_MISMATCH, "Header mismatch: " + message);
  }
}
