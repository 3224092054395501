package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.call.ContentJson;
import dev.gatehouse.mcp.call.Invocation;
import dev.gatehouse.mcp.call.InvocationTarget;
import dev.gatehouse.mcp.call.Invoker;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.content.ResourceContent;
import dev.gatehouse.mcp.era.ErrorCategory;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.RpcError;
import dev.gatehouse.mcp.registry.Registry;
import dev.gatehouse.mcp.registry.Registry.Match;
import dev.gatehouse.mcp.registry.Registry.NamedResource;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code resources/read}, MCP "Reading Resources": found, then the scope, and only then it is read. */
final class ResourceMethods {
  /** What can be read at an address. */
  private record Source(String scope, Function<Caller, Future<List<ResourceContent>>> reader) {}

  private final Dialect dialect;
  private final Invoker runner;
  private final ScopeRule scopes;

  ResourceMethods(Dialect dialect, Invoker runner, ScopeRule scopes) {
    this.dialect = dialect;
    this.runner = runner;
    this.scopes = scopes;
  }

  Future<Reply> read(Request request, MessageContext exchange, Registry registry) {
    String uri = RequestParams.string(request, "uri", "the URI of a resource");
    Optional<Source> found = find(uri, registry)
        .filter(readable -> scopes.shows(readable.scope(), exchange.principal()));
    if (found.isEmpty()) {
      return Future.succeededFuture(missing(request, uri));
    }
    var subject = new InvocationTarget(
        "resource",
        RequestParams.shortened(uri),
        false,
        text -> FeatureReplies.failure(request, text));
    Source readable = found.get();
    if (!scopes.allows(readable.scope(), exchange.principal())) {
      return Future.succeededFuture(
          scopes.missing(request.id(), subject, readable.scope(), exchange.principal()));
    }
    Invocation call = dialect.begin(runner, request, exchange);
    return runner.run(
        call,
        subject,
        () -> readable.reader().apply(call.caller()),
        contents -> contents.isEmpty() ? missing(request, uri) : answer(request, contents));
  }

  /** The scope of what is at an address; empty where nothing is that the caller may know of. */
  Optional<String> scope(String uri, MessageContext exchange, Registry registry) {
    return find(uri, registry)
        .map(Source::scope)
        .filter(scope -> scopes.shows(scope, exchange.principal()));
  }

  Reply missing(Request request, String uri) {
    var error = new RpcError(
        dialect.noResource(),
        "there is no such resource: resources/list names those that there are",
        new JsonObject().put("uri", uri));
    return new Reply.Failure(request.id(), error, ErrorCategory.REQUEST);
  }

  private static Optional<Source> find(String uri, Registry registry) {
    return registry
        .resource(uri)
        .map(ResourceMethods::readable)
        .or(() -> registry.match(uri).map(match -> readable(uri, match)));
  }

  private static Source readable(NamedResource named) {
    return new Source(named.descriptor().scope(), named.resource()::read);
  }

  private static Source readable(String uri, Match match) {
    return new Source(
        match.template().descriptor().scope(),
        caller -> match.template().template().read(uri, match.variables(), caller));
  }

  private Reply answer(Request request, List<ResourceContent> contents) {
    var list = new JsonArray();
    contents.stream().map(ContentJson::held).forEach(list::add);
    var result = new JsonObject().put("contents", list);
    return FeatureReplies.success(request, dialect.cacheable(dialect.result(result), false), false);
  }
}
