package dev.gatehouse.everything;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.client.Capability;
import dev.gatehouse.mcp.client.Elicitation;
import dev.gatehouse.mcp.client.ElicitationResult;
import dev.gatehouse.mcp.client.Sampling;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tools that need several rounds; MCP 2026-07-28 "Multi Round-Trip Requests". The older revisions ask while the tool waits. */
final class InputFixtures {
  private InputFixtures() {}

  static List<Tool> tools() {
    return Stream.of(one(), several(), limits()).flatMap(List::stream).toList();
  }

  private static List<Tool> one() {
    return List.of(
        FixtureTool.of(
            "test_input_required_result_elicitation",
            "Asks for a name.",
            (arguments, caller) -> name(caller, "user_name", "What is your name?")
                .map(name -> ToolResult.text("Hello, " + name + "!"))),
        FixtureTool.of(
            "test_input_required_result_sampling",
            "Asks the client's model.",
            (arguments, caller) -> caller
                .sample("capital", Sampling.of("What is the capital of France?", 100))
                .map(sampled -> ToolResult.text("Sampling result: " + sampled.text()))),
        FixtureTool.of(
            "test_input_required_result_list_roots",
            "Asks for the client's roots.",
            (arguments, caller) -> caller
                .roots("client_roots")
                .map(roots -> ToolResult.text("Found " + roots.size() + " root(s)"))));
  }

  private static List<Tool> several() {
    return List.of(
        FixtureTool.of(
            "test_input_required_result_multiple_inputs",
            "Asks the person, the model and for roots at once.",
            (arguments, caller) -> several(caller)),
        FixtureTool.of(
            "test_input_required_result_multi_round",
            "Asks one question after the other.",
            (arguments, caller) -> name(caller, "step1", "Step 1: What is your name?")
                .compose(
                    name -> text(caller, "step2", "Step 2: What is your favorite color?", "color")
                        .map(color -> ToolResult.text(
                            "Multi-round complete for " + name + " who likes " + color)))),
        FixtureTool.of(
            "test_input_required_result_capabilities",
            "Asks only what the client can do.",
            (arguments, caller) -> able(caller)));
  }

  private static List<Tool> limits() {
    return List.of(
        FixtureTool.of(
            "test_input_required_result_request_state",
            "Asks for a confirmation, and checks the state that comes back.",
            (arguments, caller) ->
                confirmed(caller).map(ToolResult.text("state-ok: requestState validated"))),
        FixtureTool.of(
            "test_input_required_result_tampered_state",
            "Asks for a confirmation; a changed state is refused.",
            (arguments, caller) -> confirmed(caller).map(ToolResult.text("confirmed"))),
        FixtureTool.of(
            "test_streaming_elicitation",
            "Asks for a confirmation, never by a request of its own.",
            (arguments, caller) -> confirmed(caller).map(ToolResult.text("confirmed"))),
        FixtureTool.of(
            "test_missing_capability",
            "Needs a client that can do sampling.",
            (arguments, caller) -> caller
                .sample("answer", Sampling.of("Say yes.", 10))
                .map(sampled -> ToolResult.text("Success"))));
  }

  private static Future<ToolResult> several(Caller caller) {
    Future<String> name = name(caller, "user_name", "What is your name?");
    var greeting = caller.sample("greeting", Sampling.of("Generate a greeting", 50));
    var roots = caller.roots("client_roots");
    return Future.all(name, greeting, roots)
        .map(all -> ToolResult.text("Name: " + name.result() + "; Greeting: "
            + greeting.result().text() + "; Roots: " + roots.result().size()));
  }

  private static Future<ToolResult> able(Caller caller) {
    var asked = new ArrayList<Future<?>>();
    if (caller.can(Capability.ELICITATION)) {
      asked.add(name(caller, "user_name", "What is your name?"));
    }
    if (caller.can(Capability.SAMPLING)) {
      asked.add(caller.sample("greeting", Sampling.of("Generate a greeting", 50)));
    }
    if (caller.can(Capability.ROOTS)) {
      asked.add(caller.roots("client_roots"));
    }
    return Future.all(asked).map(all -> ToolResult.text(asked.size() + " answer(s)"));
  }

  private static Future<String> name(Caller caller, String key, String message) {
    return text(caller, key, message, "name");
  }

  private static Future<String> text(Caller caller, String key, String message, String field) {
    return caller
        .elicit(key, form(message, field, "string"))
        .map(elicited -> elicited.content().getString(field, "nobody"));
  }

  private static Future<ElicitationResult> confirmed(Caller caller) {
    return caller.elicit("confirm", form("Please confirm", "ok", "boolean"));
  }

  private static Elicitation form(String message, String field, String type) {
    return new Elicitation.Form(
        message,
        new JsonObject()
            .put("type", "object")
            .put("properties", new JsonObject().put(field, new JsonObject().put("type", type)))
            .put("required", new JsonArray().add(field)));
  }
}
