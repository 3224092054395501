package dev.gatehouse.mcp.era;

import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.MessageCodec;
import dev.gatehouse.mcp.jsonrpc.RequestId;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a message was answered, for the transport to say in its own way. */
public sealed interface Reply {
  /** The message that it is, as JSON text; null where nothing is to be said. */
  default @Nullable String text() {
    if (this instanceof Success success) {
      return MessageCodec.success(success.id(), success.result());
    }
    if (this instanceof ScopeMissing missing) {
      return MessageCodec.failure(missing.id(), missing.error());
    }
    return this instanceof Failure failure
        ? MessageCodec.failure(failure.id(), failure.error())
        : null;
  }

  /**
   * A result.
   *
   * @param result as JSON text
   * @param toolFailed the result says that a tool could not do what was asked
   */
  record Success(RequestId id, String result, boolean toolFailed) implements Reply {}

  /** An error. */
  record Failure(RequestId id, RpcError error, ErrorCategory fault) implements Reply {}

  /**
   * The token is good, and lacks a scope: over HTTP a 403 with a challenge.
   *
   * @param kind of what was asked for: {@code tool}
   * @param name of what was asked for
   */
  record ScopeMissing(RequestId id, String kind, String name, String needed, Set<String> held)
      implements Reply {
    public RpcError error() {
      String list = held.stream().map(ScopeMissing::quoted).collect(Collectors.joining(", "));
      return RpcError.of(
          ErrorCode.INVALID_PARAMS,
          "403 forbidden: " + kind + " '" + name + "' requires scope '" + needed
              + "'; token scopes are [" + list + "]");
    }

    // As Python prints a list of strings; RFC 6749 §3.3 allows an apostrophe in a scope, not a
    // quote.
    private static String quoted(String scope) {
      return scope.contains("'") ? '"' + scope + '"' : "'" + scope + "'";
    }
  }

  /** The request was given up by its sender, who wants no answer any more. */
  record Cancelled(RequestId id) implements Reply {}

  /** Nothing is to be said: the message wanted no answer. */
  record Accepted() implements Reply {}
}
