package dev.gatehouse.mcp.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP "Tools": servers must validate all tool inputs; the answer names the argument and what would be right. */
class ArgumentCheckTest {
  private static final JsonObject SCHEMA = new ArgumentSchema()
      .required("message", ArgumentSchema.string("text", 5))
      .optional("count", ArgumentSchema.integer("how often", 1, 10))
      .optional("where", new JsonObject("""
              {"type": "object", "properties": {"a/b": {"type": ["string", "null"]},
                "list": {"type": "array", "maxItems": 2, "items": {"enum": ["x", "y"]}}}}"""))
      .toJson();

  private final ArgumentCheck check = new ArgumentCheck("t", SCHEMA);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | /message is missing",
        "{\"message\":5} | /message must be a string, not a number",
        "{\"message\":null} | /message must be a string, not null",
        "{\"message\":[]} | /message must be a string, not an array",
        "{\"message\":\"\"} | /message must have 1 or more characters",
        "{\"message\":\"123456\"} | /message must have 5 or fewer characters",
        "{\"message\":\"a\",\"count\":\"5\"} | /count must be an integer, not a string",
        "{\"message\":\"a\",\"count\":[1]} | /count must be an integer, not an array",
        "{\"message\":\"a\",\"count\":{}} | /count must be an integer, not an object",
        "{\"message\":\"a\",\"count\":null} | /count must be an integer, not null",
        "{\"message\":\"a\",\"count\":true} | /count must be an integer, not a boolean",
        "{\"message\":\"a\",\"count\":1.5} | /count must be an integer, not a fraction",
        "{\"message\":\"a\",\"count\":0} | /count must be 1 or more",
        "{\"message\":\"a\",\"count\":-1} | /count must be 1 or more",
        "{\"message\":\"a\",\"count\":11} | /count must be 10 or less",
        "{\"message\":\"a\",\"count\":1e9} | /count must be 10 or less",
        "{\"message\":\"a\",\"count\":9007199254740993} | /count must be 10 or less",
        "{\"message\":\"a\",\"count\":123456789012345678901234567890} | /count must be 10 or less",
        "{\"message\":\"a\",\"admin\":true} | /admin is not an argument of this tool (it takes message, count, where)",
        "{\"message\":\"a\",\"__proto__\":{}} | /__proto__ is not an argument of this tool (it takes message, count, where)",
        "{\"message\":\"a\",\"where\":{\"a/b\":1}} | /where/a~1b must be a string or null, not a number",
        "{\"message\":\"a\",\"where\":{\"list\":[\"x\",\"z\"]}} | /where/list/1 must be one of [\"x\",\"y\"]",
        "{\"message\":\"a\",\"where\":{\"list\":[\"x\",\"y\",\"x\"]}} | /where/list must have 2 or fewer elements"
      })
  void names_the_wrong_argument_and_what_would_be_right(String arguments, String told) {
    assertThat(check.complaint(new JsonObject(arguments))).contains(told);
  }

  @Test
  void names_several_wrong_arguments() {
    assertThat(check.complaint(new JsonObject("{\"message\":1,\"count\":0}")))
        .contains("/message must be a string, not a number; /count must be 1 or more");
  }

  @Test
  void shortens_a_long_name_and_repeats_no_value() {
    var told =
        check.complaint(new JsonObject().put("message", "a").put("k".repeat(10_000), "secret"));
    assertThat(told.orElseThrow()).hasSizeLessThan(200).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"a\"}",
        "{\"message\":\"a\",\"count\":10}",
        "{\"message\":\"a\",\"count\":1.0}"
      })
  void accepts_what_matches(String arguments) {
    assertThat(check.complaint(new JsonObject(arguments))).isEmpty();
  }

  @Test
  void refuses_when_the_validator_itself_fails() {
    var odd = new ArgumentCheck(
        "odd",
        new JsonObject(
            "{\"type\":\"object\",\"properties\":{\"x\":{\"$ref\":\"http://nowhere.invalid/\"}}}"));
    assertThat(odd.complaint(new JsonObject("{\"x\":1}"))).isPresent();
    assertThat(odd.complaint(new JsonObject("{}"))).isEmpty();
  }

  @Test
  void refuses_a_schema_that_is_no_object_schema() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArgumentCheck("odd", new JsonObject("{\"type\":\"string\"}")))
        .withMessageContaining("'odd'");
  }

  @Test
  void leaves_the_schema_as_it_was() {
    assertThat(SCHEMA.encode()).doesNotContain("__absolute_uri__");
  }
}
