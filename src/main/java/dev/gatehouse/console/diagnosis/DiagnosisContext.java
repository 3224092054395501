package dev.gatehouse.console.diagnosis;

import dev.gatehouse.console.run.JsonBodies;
import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.Cause;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A step with what came before it.
 *
 * @param run up to and with the step
 * @param step the one that is looked at
 * @param place what is right here
 */
record DiagnosisContext(RunView run, RunStep step, DeploymentFacts place) {
  boolean is(Step... kinds) {
    return Arrays.asList(kinds).contains(step.kind());
  }

  boolean isRefused() {
    return step.turn() == RunStep.Turn.REFUSED;
  }

  /** Whether a decision of this step was taken for one of these causes. */
  boolean has(Cause... causes) {
    return step.has(causes);
  }

  /**
   * The words of the decision within others, for people: no rule may look into them. Empty where
   * there are none.
   */
  String quoted(String before, String after) {
    String reason = step.detail("reason");
    return reason.isEmpty() ? "" : before + reason + after;
  }

  /** {@code Refused: …}, in the words of the decision. */
  String refused() {
    return quoted("Refused: ", ".");
  }

  boolean hasError(String code) {
    return step.error().equals(code);
  }

  String parameter(String name) {
    return step.exchange().request().parameter(name);
  }

  String header(String name) {
    return step.exchange().request().header(name);
  }

  int status() {
    return step.exchange().answer().status();
  }

  String path() {
    return step.exchange().request().path();
  }

  /** The latest earlier step of that kind that was granted or noted. */
  Optional<RunStep> before(Step kind) {
    List<RunStep> steps = run.steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      RunStep earlier = steps.get(i);
      if (earlier.number() < step.number()
          && earlier.kind() == kind
          && earlier.turn() != RunStep.Turn.REFUSED) {
        return Optional.of(earlier);
      }
    }
    return Optional.empty();
  }

  /** What the client registered in this run; an empty object where that was before. */
  JsonObject registration() {
    return before(Step.REGISTRATION)
        .map(RunStep::exchange)
        .map(JsonBodies::answer)
        .orElseGet(JsonObject::new);
  }

  /** The redirect URIs that are registered, as far as they are known here. */
  List<String> registeredRedirects() {
    String told = step.detail("registered");
    return told.isEmpty() ? strings(registration(), "redirect_uris") : List.of(told.split(" "));
  }

  /** A parameter of the authorization request that led here. */
  String authorized(String name) {
    return before(Step.AUTHORIZATION_REQUEST)
        .map(earlier -> earlier.exchange().request().parameter(name))
        .orElse("");
  }

  /** A claim of the token that was sent, in text; empty where there is none. */
  String claim(String name) {
    return step.exchange().tokens().stream()
        .map(token -> token.claims().get(name))
        .filter(value -> value != null)
        .map(Object::toString)
        .findFirst()
        .orElse("");
  }

  static List<String> strings(JsonObject object, String name) {
    return object.getValue(name) instanceof JsonArray array
        ? array.stream().map(String::valueOf).toList()
        : List.of();
  }

  static Set<String> words(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }
}
