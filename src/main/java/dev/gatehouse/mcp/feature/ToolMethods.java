package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.call.Invocation;
import dev.gatehouse.mcp.call.InvocationTarget;
import dev.gatehouse.mcp.call.Invoker;
import dev.gatehouse.mcp.era.CallRate;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.registry.RegisteredTool;
import dev.gatehouse.mcp.registry.Registry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code tools/call}, MCP "Calling Tools": the tool is found, then the scope is checked, then how often it was called, then the arguments, and only then it runs. */
final class ToolMethods {
  private static final Logger LOG = LoggerFactory.getLogger(ToolMethods.class);

  private final Dialect dialect;
  private final Invoker runner;
  private final ScopeRule scopes;
  private final CallRate rate;

  ToolMethods(Dialect dialect, Invoker runner, ScopeRule scopes, CallRate rate) {
    this.dialect = dialect;
    this.runner = runner;
    this.scopes = scopes;
    this.rate = rate;
  }

  Future<Reply> call(Request request, MessageContext exchange, Registry registry) {
    RegisteredTool tool = tool(request, exchange, registry);
    var subject = subject(request, tool);
    String scope = tool.descriptor().scope();
    if (!scopes.allows(scope, exchange.principal())) {
      return Future.succeededFuture(
          scopes.missing(request.id(), subject, scope, exchange.principal()));
    }
    if (!rate.allows(exchange.principal().subject(), tool.name())) {
      return Future.succeededFuture(FeatureReplies.tooOften(request, tool.name(), rate));
    }
    JsonObject arguments = RequestParams.object(request, "arguments");
    Optional<String> complaint = tool.complaint(arguments);
    if (complaint.isPresent()) {
      String text = "invalid arguments for tool '" + tool.name() + "': " + complaint.get();
      return Future.succeededFuture(
          dialect.faultsAreResults(exchange)
              ? subject.excuse().apply(text)
              : FeatureReplies.failure(request, ErrorCode.INVALID_PARAMS, text));
    }
    Invocation call = dialect.begin(runner, request, exchange);
    return runner.run(
        call,
        subject,
        () -> tool.tool().call(arguments, call.caller()),
        result -> answer(request, tool, result));
  }

  private InvocationTarget subject(Request request, RegisteredTool tool) {
    return new InvocationTarget(
        "tool",
        tool.name(),
        tool.tool().blocks(),
        text -> FeatureReplies.success(
            request, dialect.result(FeatureJson.result(ToolResult.error(text), false)), true));
  }

  private RegisteredTool tool(Request request, MessageContext exchange, Registry registry) {
    String name = RequestParams.string(request, "name", "the name of a tool");
    return registry
        .tools()
        .find(name)
        .filter(tool -> scopes.shows(tool.descriptor().scope(), exchange.principal()))
        .orElseThrow(() -> RequestParams.invalid(
            request,
            "unknown tool '" + RequestParams.shortened(name)
                + "': tools/list names those that there are"));
  }

  // "Output Schema": servers must provide structured results that conform to it.
  private Reply answer(Request request, RegisteredTool tool, ToolResult result) {
    Optional<String> broken =
        result.isError() ? Optional.empty() : tool.broken(result.structured());
    if (broken.isPresent()) {
      LOG.error(
          "tool={} reason=\"its result does not match its schema: {}\"", tool.name(), broken.get());
      return FeatureReplies.failure(request, "the tool answered something else than it promises");
    }
    boolean hasOutputSchema = !tool.descriptor().outputSchema().isEmpty();
    return FeatureReplies.success(
        request, dialect.result(FeatureJson.result(result, hasOutputSchema)), result.isError());
  }
}
