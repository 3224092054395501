package dev.gatehouse.mcp.registry;

import dev.gatehouse.json.SchemaFindings;
import dev.gatehouse.json.SchemaWords;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks arguments against a tool's schema, JSON Schema 2020-12, with vertx-json-schema; MCP "Tools": servers must validate all tool inputs.
 * Whatever the validator throws is a refusal, never a fault of the server.
 */
public final class ArgumentCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ArgumentCheck.class);
  private static final SchemaWords WORDS =
      new SchemaWords("the arguments object", "is not an argument of this tool", true, false);

  private final String tool;
  private final SchemaFindings findings;
  private final Validator validator;
  private final Predicate<JsonObject> surelyGood;

  /** The schema must be of an object; it is named after the tool in the log. */
  public ArgumentCheck(String tool, JsonObject schema) {
    this.tool = tool;
    this.findings = new SchemaFindings(WORDS, schema);
    if (!"object".equals(schema.getValue("type"))) {
      throw new IllegalArgumentException(
          "the input schema of tool '" + tool + "' must have \"type\": \"object\"");
    }
    this.validator = compiled(tool, schema);
    this.surelyGood = FlatSchema.of(schema)
        .<Predicate<JsonObject>>map(flat -> flat::accepts)
        .orElse(any -> false);
  }

  /** What is wrong with the arguments, or with what a person filled in; empty where nothing is. */
  public Optional<String> complaint(JsonObject arguments) {
    if (surelyGood.test(arguments)) {
      return Optional.empty();
    }
    OutputUnit verdict;
    try {
      verdict = validator.validate(arguments);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("tool={} reason=\"the schema validator failed\"", tool, e);
      return Optional.of("they could not be checked against the schema of the tool");
    }
    return verdict.getValid() ? Optional.empty() : Optional.of(told(verdict, arguments));
  }

  // The validator writes its own members into the schema that it compiles: give it a copy.
  private static Validator compiled(String tool, JsonObject schema) {
    var options = new JsonSchemaOptions()
        .setBaseUri("urn:gatehouse:tool:" + tool)
        .setDraft(Draft.DRAFT202012)
        .setOutputFormat(OutputFormat.Basic);
    try {
      var validator = Validator.create(JsonSchema.of(schema.copy()), options);
      validator.validate(new JsonObject());
      return validator;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the input schema of tool '" + tool + "' is not valid JSON Schema 2020-12", e);
    }
  }

  private String told(OutputUnit verdict, JsonObject arguments) {
    String told = findings.text(arguments, verdict);
    return told.isEmpty() ? "they do not match the schema of the tool" : told;
  }
}
