package dev.gatehouse.mcp.call;

import dev.gatehouse.mcp.client.Capability;
import dev.gatehouse.mcp.client.Elicitation;
import dev.gatehouse.mcp.client.ElicitationResult;
import dev.gatehouse.mcp.client.Root;
import dev.gatehouse.mcp.client.Sampling;
import dev.gatehouse.mcp.client.SamplingResult;
import dev.gatehouse.mcp.registry.ArgumentCheck;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Questions and answers between the words of a tool and those of the protocol; MCP "Elicitation", "Sampling" and "Roots". */
final class ClientQuestions {
  private ClientQuestions() {}

  static ClientQuestion elicitation(Elicitation question) {
    if (question instanceof Elicitation.Form form) {
      var params = new JsonObject()
          .put("message", form.message())
          .put("requestedSchema", form.schema().copy());
      var check = new ArgumentCheck("elicitation", form.schema());
      return new ClientQuestion(
          Capability.ELICITATION,
          "elicitation/create",
          params,
          result -> action(result)
              .filter(action -> action != ElicitationResult.Action.ACCEPT
                  || content(result)
                      .filter(filled -> check.complaint(filled).isEmpty())
                      .isPresent())
              .isPresent());
    }
    var page = (Elicitation.Page) question;
    var params =
        new JsonObject().put("mode", "url").put("message", page.message()).put("url", page.url());
    return new ClientQuestion(
        Capability.ELICITATION_URL,
        "elicitation/create",
        params,
        result -> action(result).isPresent());
  }

  static ElicitationResult elicited(JsonObject result) {
    ElicitationResult.Action action = action(result).orElse(ElicitationResult.Action.CANCEL);
    Optional<JsonObject> filled =
        action == ElicitationResult.Action.ACCEPT ? content(result) : Optional.empty();
    return new ElicitationResult(action, filled.orElseGet(JsonObject::new));
  }

  static ClientQuestion sampling(Sampling request) {
    var messages = new JsonArray();
    request.messages().stream().map(ContentJson::message).forEach(messages::add);
    var params =
        request.options().copy().put("messages", messages).put("maxTokens", request.maxTokens());
    return new ClientQuestion(
        Capability.SAMPLING, "sampling/createMessage", params, ClientQuestions::isSampled);
  }

  static SamplingResult sampled(JsonObject result) {
    Object content = result.getValue("content");
    return new SamplingResult(
        result.getString("model"),
        result.getValue("stopReason") instanceof String reason ? reason : "",
        content instanceof JsonArray pieces ? pieces : new JsonArray().add(content));
  }

  static ClientQuestion roots() {
    return new ClientQuestion(
        Capability.ROOTS, "roots/list", new JsonObject(), ClientQuestions::areRoots);
  }

  static List<Root> listed(JsonObject result) {
    return result.getJsonArray("roots").stream()
        .map(JsonObject.class::cast)
        .map(root -> new Root(
            root.getString("uri"), root.getValue("name") instanceof String name ? name : ""))
        .toList();
  }

  // Clients leave out the content of a form in which nothing was filled in.
  private static Optional<JsonObject> content(JsonObject result) {
    Object content = result.getValue("content");
    if (content == null) {
      return Optional.of(new JsonObject());
    }
    return content instanceof JsonObject form ? Optional.of(form) : Optional.empty();
  }

  private static Optional<ElicitationResult.Action> action(JsonObject result) {
    return Arrays.stream(ElicitationResult.Action.values())
        .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(result.getValue("action")))
        .findFirst();
  }

  private static boolean isSampled(JsonObject result) {
    Object content = result.getValue("content");
    return result.getValue("model") instanceof String
        && (content instanceof JsonObject || content instanceof JsonArray);
  }

  private static boolean areRoots(JsonObject result) {
    return result.getValue("roots") instanceof JsonArray roots
        && roots.stream()
            .allMatch(
                root -> root instanceof JsonObject json && json.getValue("uri") instanceof String);
  }
}
