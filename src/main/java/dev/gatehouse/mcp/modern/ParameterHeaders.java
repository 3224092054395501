package dev.gatehouse.mcp.modern;

import dev.gatehouse.mcp.era.Headers;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.registry.HeaderParameter;
import dev.gatehouse.mcp.registry.RegisteredTool;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/** The {@code Mcp-Param-*} headers repeat arguments, and must agree with them; MCP 2026-07-28 "Server Behavior for Custom Headers". */
final class ParameterHeaders {
  private ParameterHeaders() {}

  static void check(Request request, Headers headers, RegisteredTool tool) {
    if (!headers.exist()
        || !(request.params().getValue("arguments", new JsonObject())
            instanceof JsonObject arguments)) {
      return;
    }
    for (HeaderParameter parameter : tool.headers()) {
      Object value = parameter.valueIn(arguments);
      List<String> sent = headers.all(parameter.header());
      if (value == null && !sent.isEmpty()) {
        throw MirroredHeaders.mismatch(
            request, parameter.header() + " repeats an argument that is not there");
      }
      if (value != null) {
        requireSame(request, headers, parameter.header(), value);
      }
    }
  }

  private static void requireSame(Request request, Headers headers, String name, Object value) {
    String sent = EncodedHeader.decoded(MirroredHeaders.only(request, headers, name))
        .orElseThrow(() -> MirroredHeaders.mismatch(request, name + " is not validly encoded"));
    boolean same = value instanceof Number number
        ? isNumber(sent, number)
        : sent.equals(String.valueOf(value));
    if (!same) {
      throw MirroredHeaders.mismatch(request, name + " differs from the value in the body");
    }
  }

  // "Servers should compare … numerically": 42.0 is 42. Long numbers are no integers of a header.
  private static boolean isNumber(String sent, Number value) {
    if (sent.length() > 32) {
      return false;
    }
    try {
      return new BigDecimal(sent).compareTo(new BigDecimal(value.toString())) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
