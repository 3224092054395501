package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.era.CallRate;
import dev.gatehouse.mcp.era.ErrorCategory;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import io.vertx.core.json.JsonObject;

/** Replies of features, none longer than a client would want to read. */
final class FeatureReplies {
  private static final int LONGEST = 4_000_000;

  private FeatureReplies() {}

  static Reply success(Request request, JsonObject result, boolean failed) {
    String json = result.encode();
    return json.length() <= LONGEST
        ? new Reply.Success(request.id(), json, failed)
        : failure(request, "the answer is too long to be sent");
  }

  static Reply tooOften(Request request, String what, CallRate rate) {
    String message = "at most " + rate.perSecond() + " '" + what
        + "' a second for one user: wait a second, and send it again";
    return new Reply.Failure(
        request.id(), RpcError.of(ErrorCode.INVALID_REQUEST, message), ErrorCategory.RATE);
  }

  static Reply failure(Request request, String message) {
    return failure(request, ErrorCode.INTERNAL_ERROR, message);
  }

  static Reply failure(Request request, ErrorCode code, String message) {
    return new Reply.Failure(request.id(), RpcError.of(code, message), ErrorCategory.REQUEST);
  }
}
