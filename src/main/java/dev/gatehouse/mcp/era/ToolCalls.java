package dev.gatehouse.mcp.era;

import dev.gatehouse.mcp.Caller;
import dev.gatehouse.mcp.ScopeRequiredException;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.RequestId;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import dev.gatehouse.mcp.registry.RegisteredTool;
import dev.gatehouse.mcp.registry.ToolRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code tools/call}, MCP "Calling Tools": the tool is found, then the scope is checked, then the arguments, and only then it runs. */
public final class ToolCalls {
  private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

  /** More than a client would want to read. */
  private static final int LONGEST_RESULT = 4_000_000;

  private static final int LONGEST_NAME = 128;

  private final ToolRegistry tools;
  private final ToolRunner runner;
  private final UnaryOperator<JsonObject> shape;

  /** The shape adds to a result what a generation of the protocol wants in it. */
  public ToolCalls(ToolRegistry tools, Duration timeLimit, UnaryOperator<JsonObject> shape) {
    this.tools = tools;
    this.runner = new ToolRunner(timeLimit);
    this.shape = shape;
  }

  /** A fault in the arguments is a result for the model to learn from, or, in older revisions, an error. */
  public Future<Reply> call(Request request, Exchange exchange, boolean faultsAreResults) {
    RegisteredTool tool = tool(request);
    var caller = new RequestCaller(exchange.principal());
    String scope = tool.descriptor().scope();
    if (!scope.isEmpty() && !caller.holds(scope)) {
      return Future.succeededFuture(missing(request, tool, caller, scope));
    }
    JsonObject arguments = arguments(request);
    Optional<String> complaint = tool.complaint(arguments);
    if (complaint.isPresent()) {
      String text = "invalid arguments for tool '" + tool.name() + "': " + complaint.get();
      return Future.succeededFuture(
          faultsAreResults
              ? success(request.id(), tool, ToolResult.error(text))
              : refusal(request.id(), ErrorCode.INVALID_PARAMS, text));
    }
    return run(request, tool, arguments, caller);
  }

  private Future<Reply> run(
      Request request, RegisteredTool tool, JsonObject arguments, Caller caller) {
    return runner
        .run(tool, arguments, caller)
        .map(result -> success(request.id(), tool, result))
        .otherwise(failure -> failed(request, tool, caller, failure));
  }

  private Reply failed(Request request, RegisteredTool tool, Caller caller, Throwable failure) {
    if (failure instanceof ScopeRequiredException required) {
      return missing(request, tool, caller, required.scope());
    }
    LOG.error("tool={} reason=\"the answer cannot be written\"", tool.name(), failure);
    return refusal(request.id(), ErrorCode.INTERNAL_ERROR, "the answer cannot be written");
  }

  private RegisteredTool tool(Request request) {
    if (!(request.params().getValue("name") instanceof String name)) {
      throw RpcException.of(
          request.id(), ErrorCode.INVALID_PARAMS, "params.name must be the name of a tool");
    }
    return tools
        .find(name)
        .orElseThrow(() -> RpcException.of(
            request.id(),
            ErrorCode.INVALID_PARAMS,
            "unknown tool '" + shortened(name) + "': tools/list names those that there are"));
  }

  private static JsonObject arguments(Request request) {
    if (!request.params().containsKey("arguments")) {
      return new JsonObject();
    }
    if (request.params().getValue("arguments") instanceof JsonObject arguments) {
      return arguments;
    }
    throw RpcException.of(
        request.id(), ErrorCode.INVALID_PARAMS, "params.arguments must be an object");
  }

  private static Reply missing(Request request, RegisteredTool tool, Caller caller, String scope) {
    return new Reply.ScopeMissing(request.id(), tool.name(), scope, caller.scopes());
  }

  private Reply success(RequestId id, RegisteredTool tool, ToolResult result) {
    boolean hasOutputSchema = !tool.descriptor().outputSchema().isEmpty();
    String json = shape.apply(ToolJson.result(result, hasOutputSchema)).encode();
    return json.length() <= LONGEST_RESULT
        ? new Reply.Success(id, json, result.isError())
        : refusal(id, ErrorCode.INTERNAL_ERROR, "the answer of the tool is too long to be sent");
  }

  private static Reply refusal(RequestId id, ErrorCode code, String message) {
    return new Reply.Failure(id, RpcError.of(code, message), Fault.REQUEST);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }
}
