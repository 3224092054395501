package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.call.ContentJson;
import dev.gatehouse.mcp.call.Invocation;
import dev.gatehouse.mcp.call.InvocationTarget;
import dev.gatehouse.mcp.call.Invoker;
import dev.gatehouse.mcp.caller.Principal;
import dev.gatehouse.mcp.client.MissingCapabilityException;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.registry.LoopRegistry;
import dev.gatehouse.mcp.registry.RegisteredTemplate;
import dev.gatehouse.mcp.registry.RegisteredTool;
import dev.gatehouse.mcp.registry.Registry;
import dev.gatehouse.mcp.registry.Registry.NamedPrompt;
import dev.gatehouse.mcp.registry.Registry.NamedResource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The methods of tools, prompts, resources and completion in the words of one generation. What a server does not offer it does not know. */
public final class FeatureMethods implements Invoker.Answers {
  private final LoopRegistry offered;
  private final Dialect dialect;
  private final ScopeRule scopes;
  private final ToolMethods tools;
  private final PromptMethods prompts;
  private final ResourceMethods resources;
  private final CompletionMethod completion;
  private final ListMethod<RegisteredTool> toolList;
  private final ListMethod<NamedPrompt> promptList;
  private final ListMethod<NamedResource> resourceList;
  private final ListMethod<RegisteredTemplate> templateList;

  public FeatureMethods(Vertx vertx, LoopRegistry offered, ServerRules rules, Dialect dialect) {
    var runner = new Invoker(vertx, rules.timeLimit(), rules.patience(), this);
    this.offered = offered;
    this.dialect = dialect;
    this.scopes = new ScopeRule(rules.refusal());
    this.tools = new ToolMethods(dialect, runner, scopes, rules.rate());
    this.prompts = new PromptMethods(dialect, runner, scopes);
    this.resources = new ResourceMethods(dialect, runner, scopes);
    this.completion = new CompletionMethod(dialect, runner, scopes, rules.rate(), prompts);
    this.toolList =
        new ListMethod<>("tools", registry -> registry.tools().all(), Entries.TOOL, dialect, rules);
    this.promptList =
        new ListMethod<>("prompts", Registry::prompts, Entries.PROMPT, dialect, rules);
    this.resourceList =
        new ListMethod<>("resources", Registry::resources, Entries.RESOURCE, dialect, rules);
    this.templateList = new ListMethod<>(
        "resourceTemplates", registry -> registry.templates(), Entries.TEMPLATE, dialect, rules);
  }

  /** Answers a request whose method is one of these; empty for any other. */
  public Optional<Future<Reply>> answer(Request request, MessageContext exchange) {
    Registry registry = offered.current();
    return switch (request.method()) {
      case "tools/list" -> now(toolList.answer(request, registry, exchange.principal()));
      case "tools/call" -> Optional.of(tools.call(request, exchange, registry));
      case "prompts/list", "prompts/get" ->
        registry.hasPrompts() ? prompt(request, exchange, registry) : Optional.empty();
      case "resources/list", "resources/templates/list", "resources/read" ->
        registry.hasResources() ? resource(request, exchange, registry) : Optional.empty();
      case "completion/complete" ->
        completes(registry)
            ? Optional.of(completion.complete(request, exchange, registry))
            : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** What this server can do, for {@code initialize} and {@code server/discover}; MCP "ServerCapabilities". */
  public JsonObject capabilities() {
    Registry registry = offered.current();
    var changes = new JsonObject().put("listChanged", true);
    var capabilities =
        new JsonObject().put("tools", changes.copy()).put("logging", new JsonObject());
    if (registry.hasPrompts()) {
      capabilities.put("prompts", changes.copy());
    }
    if (registry.hasResources()) {
      capabilities.put("resources", changes.copy().put("subscribe", true));
    }
    if (completes(registry)) {
      capabilities.put("completions", new JsonObject());
    }
    return capabilities;
  }

  /** The tool of that name, if the caller may know of it. */
  public Optional<RegisteredTool> tool(String name, Principal principal) {
    return offered
        .current()
        .tools()
        .find(name)
        .filter(tool -> scopes.shows(tool.descriptor().scope(), principal));
  }

  /** The scope that a resource needs; empty where it needs none. */
  public String scopeOfResource(String uri, MessageContext exchange) {
    return resources.scope(uri, exchange, offered.current()).orElse("");
  }

  /** Why the caller may not hear of changes of a resource; empty where it may. */
  public Optional<Reply> refusesSubscription(Request request, String uri, MessageContext exchange) {
    Optional<String> scope = resources.scope(uri, exchange, offered.current());
    if (scope.isEmpty()) {
      return Optional.of(resources.missing(request, uri));
    }
    var subject = new InvocationTarget(
        "resource",
        RequestParams.shortened(uri),
        false,
        text -> FeatureReplies.failure(request, text));
    return scope
        .filter(needed -> !scopes.allows(needed, exchange.principal()))
        .map(needed -> scopes.missing(request.id(), subject, needed, exchange.principal()));
  }

  @Override
  public Reply scopeMissing(Invocation call, InvocationTarget subject, String scope) {
    return scopes.missing(call.request().id(), subject, scope, call.exchange().principal());
  }

  @Override
  public Reply unsupported(
      Invocation call, InvocationTarget subject, MissingCapabilityException failure) {
    return dialect.unsupported(call, subject, failure);
  }

  private Optional<Future<Reply>> prompt(
      Request request, MessageContext exchange, Registry registry) {
    return request.method().equals("prompts/list")
        ? now(promptList.answer(request, registry, exchange.principal()))
        : Optional.of(prompts.get(request, exchange, registry));
  }

  private Optional<Future<Reply>> resource(
      Request request, MessageContext exchange, Registry registry) {
    return switch (request.method()) {
      case "resources/list" -> now(resourceList.answer(request, registry, exchange.principal()));
      case "resources/templates/list" ->
        now(templateList.answer(request, registry, exchange.principal()));
      default -> Optional.of(resources.read(request, exchange, registry));
    };
  }

  private static boolean completes(Registry registry) {
    return registry.hasPrompts() || !registry.templates().isEmpty();
  }

  private static Optional<Future<Reply>> now(Reply reply) {
    return Optional.of(Future.succeededFuture(reply));
  }

  /** How each kind is listed. */
  private static final class Entries {
    static final ListMethod.Entry<RegisteredTool> TOOL = new ListMethod.Entry<>(
        RegisteredTool::name,
        tool -> tool.descriptor().scope(),
        tool -> FeatureJson.tool(tool.descriptor()));
    static final ListMethod.Entry<NamedPrompt> PROMPT = new ListMethod.Entry<>(
        prompt -> prompt.descriptor().name(),
        prompt -> prompt.descriptor().scope(),
        prompt -> FeatureJson.prompt(prompt.descriptor()));
    static final ListMethod.Entry<NamedResource> RESOURCE = new ListMethod.Entry<>(
        resource -> resource.descriptor().uri(),
        resource -> resource.descriptor().scope(),
        resource -> ContentJson.resource(resource.descriptor()));
    static final ListMethod.Entry<RegisteredTemplate> TEMPLATE = new ListMethod.Entry<>(
        template -> template.descriptor().uriTemplate(),
        template -> template.descriptor().scope(),
        template -> FeatureJson.template(template.descriptor()));

    private Entries() {}
  }
}
