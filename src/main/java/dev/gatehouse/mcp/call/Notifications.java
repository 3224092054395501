package dev.gatehouse.mcp.call;

import dev.gatehouse.mcp.client.LogLevel;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.MessageCodec;
import dev.gatehouse.mcp.jsonrpc.RequestId;
import dev.gatehouse.mcp.session.MessageSink;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Progress and log messages of one run; MCP "Progress" and "Logging". None is sent once the run is over, and never more than a bound. */
public final class Notifications {
  private static final int MOST = 1_000;
  private static final int LONGEST = 10_000;

  private final MessageSink outlet;
  private final @Nullable Object progressToken; // null where the client did not ask for progress
  private final @Nullable LogLevel least; // null where the client does not want log messages
  private double reported = Double.NEGATIVE_INFINITY;
  private int sent;
  private boolean closed;

  public Notifications(Request request, MessageSink outlet, @Nullable LogLevel least) {
    this.outlet = outlet;
    this.progressToken = progressToken(request.params());
    this.least = least;
  }

  void log(LogLevel level, String text) {
    if (least != null && level.compareTo(least) >= 0) {
      var params = new JsonObject().put("level", level.wire()).put("data", shortened(text));
      send("notifications/message", params);
    }
  }

  void progress(double done, double total, String message) {
    if (progressToken == null || !advances(done)) {
      return;
    }
    var params = new JsonObject().put("progressToken", progressToken).put("progress", number(done));
    if (total > 0) {
      params.put("total", number(total));
    }
    if (!message.isEmpty()) {
      params.put("message", shortened(message));
    }
    send("notifications/progress", params);
  }

  synchronized void close() {
    closed = true;
  }

  private synchronized boolean advances(double done) {
    boolean further = done > reported && !Double.isInfinite(done);
    if (further) {
      reported = done;
    }
    return further;
  }

  // Closing and sending exclude each other: "Progress notifications MUST stop after completion".
  private synchronized void send(String method, JsonObject params) {
    if (!closed && sent++ < MOST && outlet.isOpen()) {
      outlet.send(MessageCodec.notification(method, params));
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static Number number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? (Number) (long) value
        : (Number) value;
  }

  private static @Nullable Object progressToken(JsonObject params) {
    Object token =
        params.getValue("_meta") instanceof JsonObject meta ? meta.getValue("progressToken") : null;
    return RequestId.legal(token) ? token : null;
  }
}
