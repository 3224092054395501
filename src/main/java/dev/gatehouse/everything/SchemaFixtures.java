package dev.gatehouse.everything;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Tools for what a schema may say: the whole vocabulary of JSON Schema 2020-12 (SEP-1613, SEP-2106), and arguments in headers (SEP-2243). */
final class SchemaFixtures {
  private static final JsonObject VOCABULARY = new JsonObject("""
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "$defs": {
          "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}}
          }
        },
        "properties": {
          "name": {"type": "string"},
          "address": {"$ref": "#/$defs/address"},
          "contactMethod": {"type": "string", "enum": ["phone", "email"]},
          "phone": {"type": "string"},
          "email": {"type": "string"}
        },
        "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
        "if": {
          "properties": {"contactMethod": {"const": "phone"}},
          "required": ["contactMethod"]
        },
        "then": {"required": ["phone"]},
        "else": {"required": ["email"]},
        "additionalProperties": false
      }
      """);

  private SchemaFixtures() {}

  static List<Tool> tools() {
    var region = ArgumentSchema.string("Where to look", 1_000).put("x-mcp-header", "Region");
    return List.of(
        new FixtureTool(
            ToolDescriptor.of(
                    "json_schema_2020_12_tool",
                    "JSON Schema 2020-12",
                    "Takes what a schema with references, composition and conditions describes.")
                .taking(VOCABULARY)
                .behind(ConformanceFixtures.READ),
            (arguments, caller) -> echoed(arguments)),
        new FixtureTool(
            ToolDescriptor.of(
                    "test_header_argument",
                    "An argument in a header",
                    "Takes an argument that the client repeats in the header Mcp-Param-Region.")
                .taking(new ArgumentSchema().optional("region", region).toJson())
                .behind(ConformanceFixtures.READ),
            (arguments, caller) -> echoed(arguments)));
  }

  private static Future<ToolResult> echoed(JsonObject arguments) {
    return Future.succeededFuture(ToolResult.text("called with: " + arguments.encode()));
  }
}
