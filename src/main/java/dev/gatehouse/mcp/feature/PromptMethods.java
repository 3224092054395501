package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.call.Invocation;
import dev.gatehouse.mcp.call.InvocationTarget;
import dev.gatehouse.mcp.call.Invoker;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.prompt.PromptArgument;
import dev.gatehouse.mcp.prompt.PromptDescriptor;
import dev.gatehouse.mcp.registry.Registry;
import dev.gatehouse.mcp.registry.Registry.NamedPrompt;
import io.vertx.core.Future;
import java.util.Map;

/** {@code prompts/get}, MCP "Getting a Prompt": found, then the scope, then the arguments, and only then it is filled in. */
final class PromptMethods {
  private final Dialect dialect;
  private final Invoker runner;
  private final ScopeRule scopes;

  PromptMethods(Dialect dialect, Invoker runner, ScopeRule scopes) {
    this.dialect = dialect;
    this.runner = runner;
    this.scopes = scopes;
  }

  Future<Reply> get(Request request, MessageContext exchange, Registry registry) {
    NamedPrompt prompt = prompt(
        request, exchange, registry, RequestParams.string(request, "name", "the name of a prompt"));
    PromptDescriptor descriptor = prompt.descriptor();
    var subject = new InvocationTarget(
        "prompt", descriptor.name(), false, text -> FeatureReplies.failure(request, text));
    if (!scopes.allows(descriptor.scope(), exchange.principal())) {
      return Future.succeededFuture(
          scopes.missing(request.id(), subject, descriptor.scope(), exchange.principal()));
    }
    Map<String, String> arguments = arguments(request, descriptor);
    Invocation call = dialect.begin(runner, request, exchange);
    return runner.run(
        call,
        subject,
        () -> prompt.prompt().fill(arguments, call.caller()),
        result ->
            FeatureReplies.success(request, dialect.result(FeatureJson.filled(result)), false));
  }

  NamedPrompt prompt(Request request, MessageContext exchange, Registry registry, String name) {
    return registry
        .prompt(name)
        .filter(prompt -> scopes.shows(prompt.descriptor().scope(), exchange.principal()))
        .orElseThrow(() -> RequestParams.invalid(
            request,
            "unknown prompt '" + RequestParams.shortened(name)
                + "': prompts/list names those that there are"));
  }

  private static Map<String, String> arguments(Request request, PromptDescriptor prompt) {
    Map<String, String> given =
        RequestParams.strings(request, "arguments", RequestParams.object(request, "arguments"));
    for (PromptArgument argument : prompt.arguments()) {
      if (argument.required() && !given.containsKey(argument.name())) {
        throw RequestParams.invalid(
            request, "prompt '" + prompt.name() + "' needs the argument '" + argument.name() + "'");
      }
    }
    for (String name : given.keySet()) {
      if (prompt.arguments().stream().noneMatch(argument -> argument.name().equals(name))) {
        throw RequestParams.invalid(
            request,
            "prompt '" + prompt.name() + "' takes no argument '" + RequestParams.shortened(name)
                + "'");
      }
    }
    return given;
  }
}
