package dev.gatehouse.mcp.call;

import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.caller.Principal;
import dev.gatehouse.mcp.client.Capability;
import dev.gatehouse.mcp.client.Elicitation;
import dev.gatehouse.mcp.client.ElicitationResult;
import dev.gatehouse.mcp.client.LogLevel;
import dev.gatehouse.mcp.client.MissingCapabilityException;
import dev.gatehouse.mcp.client.Root;
import dev.gatehouse.mcp.client.Sampling;
import dev.gatehouse.mcp.client.SamplingResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The caller of one run. */
final class RequestCaller implements Caller {
  private final Invocation call;
  private final Principal principal;

  RequestCaller(Invocation call) {
    this.call = call;
    this.principal = call.exchange().principal();
  }

  @Override
  public String subject() {
    return principal.subject();
  }

  @Override
  public String clientId() {
    return principal.clientId();
  }

  @Override
  public Set<String> scopes() {
    return principal.scopes();
  }

  @Override
  public JsonObject claims() {
    return principal.claims().get();
  }

  @Override
  public boolean can(Capability capability) {
    return call.questions().can(capability);
  }

  @Override
  public Future<ElicitationResult> elicit(String key, Elicitation question) {
    return ask(key, ClientQuestions.elicitation(question)).map(ClientQuestions::elicited);
  }

  @Override
  public Future<SamplingResult> sample(String key, Sampling request) {
    return ask(key, ClientQuestions.sampling(request)).map(ClientQuestions::sampled);
  }

  @Override
  public Future<List<Root>> roots(String key) {
    return ask(key, ClientQuestions.roots()).map(ClientQuestions::listed);
  }

  @Override
  public void log(LogLevel level, String text) {
    call.notices().log(level, text);
  }

  @Override
  public void progress(double done, double total, String message) {
    call.notices().progress(done, total, message);
  }

  @Override
  public boolean isCancelled() {
    return call.exchange().cancellation().isCancelled();
  }

  @Override
  public void onCancel(Runnable action) {
    call.exchange().cancellation().onCancel(action);
  }

  @Override
  public Future<Void> pause(Duration time) {
    Promise<Void> over = Promise.promise();
    call.vertx().setTimer(Math.max(1, time.toMillis()), timer -> {
      if (!isCancelled()) {
        over.tryComplete();
      }
    });
    return over.future();
  }

  @Override
  public void letGo() {
    call.exchange().outlet().letGo();
  }

  private Future<JsonObject> ask(String key, ClientQuestion query) {
    return can(query.capability())
        ? call.questions().ask(key, query, call)
        : Future.failedFuture(new MissingCapabilityException(query.capability()));
  }
}
