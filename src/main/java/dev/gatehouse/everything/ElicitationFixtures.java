package dev.gatehouse.everything;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.client.Elicitation;
import dev.gatehouse.mcp.client.ElicitationResult;
import dev.gatehouse.mcp.client.Sampling;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Tools that ask the person or the model; MCP "Elicitation" and "Sampling", SEP-1034 (defaults) and SEP-1330 (enumerations). */
final class ElicitationFixtures {
  private static final JsonObject RESPONSE = new JsonObject("""
      {"type": "object", "required": ["username", "email"],
       "properties": {
         "username": {"type": "string", "description": "User's response"},
         "email": {"type": "string", "description": "User's email address"}}}
      """);

  private static final JsonObject DEFAULTS = new JsonObject("""
      {"type": "object", "required": [],
       "properties": {
         "name": {"type": "string", "description": "User name", "default": "John Doe"},
         "age": {"type": "integer", "description": "User age", "default": 30},
         "score": {"type": "number", "description": "User score", "default": 95.5},
         "status": {"type": "string", "description": "User status", "enum": ["active", "inactive", "pending"],
           "default": "active"},
         "verified": {"type": "boolean", "description": "Verification status", "default": true}}}
      """);

  private static final JsonObject ENUMERATIONS = new JsonObject("""
      {"type": "object", "required": [],
       "properties": {
         "untitledSingle": {"type": "string", "description": "Select one option",
           "enum": ["option1", "option2", "option3"]},
         "titledSingle": {"type": "string", "description": "Select one option with titles",
           "oneOf": [
             {"const": "value1", "title": "First Option"},
             {"const": "value2", "title": "Second Option"},
             {"const": "value3", "title": "Third Option"}]},
         "legacyEnum": {"type": "string", "description": "Select one option (legacy)",
           "enum": ["opt1", "opt2", "opt3"], "enumNames": ["Option One", "Option Two", "Option Three"]},
         "untitledMulti": {"type": "array", "description": "Select multiple options", "minItems": 1, "maxItems": 3,
           "items": {"type": "string", "enum": ["option1", "option2", "option3"]}},
         "titledMulti": {"type": "array", "description": "Select multiple options with titles", "minItems": 1,
           "maxItems": 3,
           "items": {"anyOf": [
             {"const": "value1", "title": "First Choice"},
             {"const": "value2", "title": "Second Choice"},
             {"const": "value3", "title": "Third Choice"}]}}}}
      """);

  private ElicitationFixtures() {}

  static List<Tool> tools() {
    return Stream.concat(questions().stream(), forms().stream()).toList();
  }

  private static List<Tool> questions() {
    return List.of(
        FixtureTool.of(
                "test_sampling",
                "Asks the client's model.",
                (arguments, caller) -> caller
                    .sample("answer", Sampling.of(arguments.getString("prompt"), 100))
                    .map(sampled -> ToolResult.text("LLM response: " + sampled.text())))
            .taking("prompt", "The prompt for the model"),
        FixtureTool.of(
                "test_elicitation",
                "Asks the person.",
                (arguments, caller) ->
                    form(caller, arguments.getString("message"), RESPONSE, "User response: "))
            .taking("message", "The question"));
  }

  private static List<Tool> forms() {
    return List.of(
        FixtureTool.of(
            "test_elicitation_sep1034_defaults",
            "Asks the person, with a default in each field.",
            (arguments, caller) ->
                form(caller, "Please review the fields", DEFAULTS, "Elicitation completed: ")),
        FixtureTool.of(
            "test_elicitation_sep1330_enums",
            "Asks the person to choose, in each way that there is.",
            (arguments, caller) ->
                form(caller, "Please choose", ENUMERATIONS, "Elicitation completed: ")),
        FixtureTool.of(
            "test_elicitation_url",
            "Sends the person to a page.",
            (arguments, caller) -> caller
                .elicit(
                    "page",
                    new Elicitation.Page("Please have a look at this page", "https://example.com/"))
                .map(elicited -> ToolResult.text("Elicitation completed: " + told(elicited)))));
  }

  private static Future<ToolResult> form(
      Caller caller, String message, JsonObject schema, String before) {
    return caller
        .elicit("form", new Elicitation.Form(message, schema))
        .map(elicited -> ToolResult.text(before + told(elicited)));
  }

  private static String told(ElicitationResult elicited) {
    return "action=" + elicited.action().name().toLowerCase(Locale.ROOT) + ", content="
        + elicited.content().encode();
  }
}
