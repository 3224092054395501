package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.call.Invocation;
import dev.gatehouse.mcp.call.InvocationTarget;
import dev.gatehouse.mcp.call.Invoker;
import dev.gatehouse.mcp.call.Notifications;
import dev.gatehouse.mcp.call.QuestionChannel;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.content.Completion;
import dev.gatehouse.mcp.era.CallRate;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.prompt.PromptArgument;
import dev.gatehouse.mcp.registry.RegisteredTemplate;
import dev.gatehouse.mcp.registry.Registry;
import dev.gatehouse.mcp.registry.Registry.NamedPrompt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code completion/complete}, MCP "Completion": behind the scope of what is completed. */
final class CompletionMethod {
  /** What completes, and what it needs. */
  private record Completer(
      String kind, String name, String scope, Function<Caller, Future<Completion>> suggestions) {}

  /** The argument that is being typed, and the others so far. */
  private record Typed(String name, String value, Map<String, String> others) {}

  private final Dialect dialect;
  private final Invoker runner;
  private final ScopeRule scopes;
  private final CallRate rate;
  private final PromptMethods prompts;

  CompletionMethod(
      Dialect dialect, Invoker runner, ScopeRule scopes, CallRate rate, PromptMethods prompts) {
    this.dialect = dialect;
    this.runner = runner;
    this.scopes = scopes;
    this.rate = rate;
    this.prompts = prompts;
  }

  Future<Reply> complete(Request request, MessageContext exchange, Registry registry) {
    Completer completer = completer(request, exchange, registry);
    var subject = new InvocationTarget(
        completer.kind(), completer.name(), false, text -> FeatureReplies.failure(request, text));
    if (!scopes.allows(completer.scope(), exchange.principal())) {
      return Future.succeededFuture(
          scopes.missing(request.id(), subject, completer.scope(), exchange.principal()));
    }
    // "Implementation Considerations": servers should rate limit.
    if (!rate.allows(exchange.principal().subject(), request.method())) {
      return Future.succeededFuture(FeatureReplies.tooOften(request, request.method(), rate));
    }
    // A suggestion asks nobody: it is none of the requests that MCP 2026-07-28 lets wait for input.
    Invocation call = runner.call(
        request,
        exchange,
        QuestionChannel.NONE,
        new Notifications(request, exchange.outlet(), null));
    return runner.run(
        call,
        subject,
        () -> completer.suggestions().apply(call.caller()),
        completion -> FeatureReplies.success(request, dialect.result(json(completion)), false));
  }

  private Completer completer(Request request, MessageContext exchange, Registry registry) {
    JsonObject ref = RequestParams.object(request, "ref");
    if ("ref/prompt".equals(ref.getValue("type")) && ref.getValue("name") instanceof String name) {
      return ofPrompt(request, prompts.prompt(request, exchange, registry, name));
    }
    if ("ref/resource".equals(ref.getValue("type")) && ref.getValue("uri") instanceof String uri) {
      return ofTemplate(request, template(request, exchange, registry, uri));
    }
    throw RequestParams.invalid(
        request, "params.ref must be a ref/prompt with a name or a ref/resource with a uri");
  }

  private static Completer ofPrompt(Request request, NamedPrompt prompt) {
    Typed typed = typed(request);
    List<PromptArgument> known = prompt.descriptor().arguments();
    requireOne(
        request,
        typed.name(),
        known.stream().anyMatch(argument -> argument.name().equals(typed.name())));
    return new Completer(
        "prompt",
        prompt.descriptor().name(),
        prompt.descriptor().scope(),
        caller -> prompt.prompt().complete(typed.name(), typed.value(), typed.others(), caller));
  }

  private static Completer ofTemplate(Request request, RegisteredTemplate template) {
    Typed typed = typed(request);
    requireOne(request, typed.name(), template.variables().contains(typed.name()));
    return new Completer(
        "resource",
        template.descriptor().uriTemplate(),
        template.descriptor().scope(),
        caller ->
            template.template().complete(typed.name(), typed.value(), typed.others(), caller));
  }

  private static Typed typed(Request request) {
    JsonObject argument = RequestParams.object(request, "argument");
    if (argument.getValue("name") instanceof String name
        && argument.getValue("value") instanceof String value) {
      return new Typed(name, value, others(request));
    }
    throw RequestParams.invalid(
        request, "params.argument must have a name and a value, both strings");
  }

  private RegisteredTemplate template(
      Request request, MessageContext exchange, Registry registry, String uri) {
    return registry.templates().stream()
        .filter(template -> template.descriptor().uriTemplate().equals(uri))
        .filter(template -> scopes.shows(template.descriptor().scope(), exchange.principal()))
        .findFirst()
        .orElseThrow(() -> RequestParams.invalid(request, "there is no such resource template"));
  }

  private static Map<String, String> others(Request request) {
    JsonObject context = RequestParams.object(request, "context");
    Object arguments = context.getValue("arguments", new JsonObject());
    if (!(arguments instanceof JsonObject given)) {
      throw RequestParams.invalid(request, "params.context.arguments must be an object");
    }
    return RequestParams.strings(request, "context.arguments", given);
  }

  private static void requireOne(Request request, String argument, boolean known) {
    if (!known) {
      throw RequestParams.invalid(
          request, "there is no argument '" + RequestParams.shortened(argument) + "' to complete");
    }
  }

  private static JsonObject json(Completion completion) {
    return new JsonObject()
        .put(
            "completion",
            new JsonObject()
                .put("values", new JsonArray(completion.values()))
                .put("total", completion.total())
                .put("hasMore", completion.more()));
  }
}
