package dev.gatehouse.mcp.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way to "yes": never wider than JSON Schema 2020-12, with vertx-json-schema as the witness. */
class FlatSchemaTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "odd~/name");
  private static final JsonObject SCHEMA = new ArgumentSchema()
      .required("message", ArgumentSchema.string("text", 5))
      .optional("count", ArgumentSchema.integer("how often", 1, 10))
      .toJson();

  @Property(tries = 3000)
  void accepts_nothing_that_the_library_refuses(
      @ForAll("schemas") JsonObject schema, @ForAll("objects") JsonObject arguments) {
    FlatSchema flat = FlatSchema.of(schema).orElseThrow();
    boolean valid = validator(schema).validate(arguments).getValid();
    boolean accepted = flat.accepts(arguments);
    Statistics.label("fast yes, of what is valid").collect(valid ? accepted : "not valid");
    assertThat(!accepted || valid).as(schema + " " + arguments).isTrue();
  }

  @Test
  void says_yes_at_the_bounds_of_the_usual_tool() {
    FlatSchema flat = FlatSchema.of(SCHEMA).orElseThrow();
    for (String good : List.of(
        "{\"message\":\"a\"}",
        "{\"message\":\"12345\",\"count\":1}",
        "{\"message\":\"12345\",\"count\":10}")) {
      assertThat(flat.accepts(new JsonObject(good))).as(good).isTrue();
    }
    for (String doubtful : List.of(
        "{}",
        "{\"message\":null}",
        "{\"message\":\"\"}",
        "{\"message\":\"123456\"}",
        "{\"message\":\"a\",\"count\":0}",
        "{\"message\":\"a\",\"count\":11}",
        "{\"message\":\"a\",\"count\":1.0}",
        "{\"message\":\"a\",\"count\":9223372036854775807}",
        "{\"message\":\"a\",\"more\":1}")) {
      assertThat(flat.accepts(new JsonObject(doubtful))).as(doubtful).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object','properties':{'a':{'type':'array'}}}",
        "{'type':'object','properties':{'a':{'type':['string','null']}}}",
        "{'type':'object','properties':{'a':{'type':'string','pattern':'x'}}}",
        "{'type':'object','properties':{'a':{'type':'string','format':'uri'}}}",
        "{'type':'object','properties':{'a':{'type':'string','enum':['x',null]}}}",
        "{'type':'object','properties':{'a':{'type':'number','multipleOf':2}}}",
        "{'type':'object','properties':{'a':{'type':'number','minimum':0.5}}}",
        "{'type':'object','properties':{'a':{}}}",
        "{'type':'object','properties':{'a':true}}",
        "{'type':'object','additionalProperties':{'type':'string'}}",
        "{'type':'object','anyOf':[{}]}",
        "{'type':'object','$ref':'#/x'}",
        "{'type':'object','minProperties':1}"
      })
  void leaves_everything_that_is_not_flat_to_the_library(String schema) {
    assertThat(FlatSchema.of(new JsonObject(schema.replace('\'', '"')))).isEmpty();
  }

  @Provide
  Arbitrary<JsonObject> schemas() {
    Arbitrary<Integer> small = Arbitraries.integers().between(-2, 4);
    Arbitrary<Integer> length = Arbitraries.integers().between(0, 4);
    Arbitrary<JsonObject> property = Arbitraries.oneOf(
        type("string"),
        type("integer"),
        type("number"),
        type("boolean"),
        length.map(most -> new JsonObject().put("type", "string").put("maxLength", most)),
        length.map(least -> new JsonObject().put("type", "string").put("minLength", least)),
        Arbitraries.just(new JsonObject()
            .put("type", "string")
            .put("enum", new JsonArray(List.of("x", "", "yy")))),
        Combinators.combine(small, small, Arbitraries.of("integer", "number"))
            .as((least, most, type) ->
                new JsonObject().put("type", type).put("minimum", least).put("maximum", most)),
        small.map(least -> new JsonObject().put("type", "number").put("minimum", least)));
    return Combinators.combine(
            Arbitraries.maps(Arbitraries.of(NAMES), property).ofMaxSize(3),
            Arbitraries.of(NAMES).list().uniqueElements().ofMaxSize(2),
            Arbitraries.of(true, false))
        .as((properties, required, open) -> new JsonObject()
            .put("type", "object")
            .put("properties", new JsonObject(Map.copyOf(properties)))
            .put("required", new JsonArray(required))
            .put("additionalProperties", open));
  }

  @Provide
  Arbitrary<JsonObject> objects() {
    Arbitrary<Object> value = Arbitraries.oneOf(
        Arbitraries.of(
            "", "x", "yy", "\uD83D\uDE00", "\uD83D\uDE00\uD83D\uDE00", "\uD83D", "long text"),
        Arbitraries.integers().between(-3, 5),
        Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, 3L),
        Arbitraries.of(0.5, 1.0, -1.0, 1e300, 4.000000001),
        Arbitraries.of(true, false),
        Arbitraries.of(new JsonArray().add("x"), new JsonObject().put("a", 1)));
    return Arbitraries.maps(Arbitraries.of(NAMES), value).ofMaxSize(4).map(members -> {
      var object = new JsonObject();
      members.forEach(object::put);
      return object;
    });
  }

  private static Arbitrary<JsonObject> type(String name) {
    return Arbitraries.create(() -> new JsonObject().put("type", name));
  }

  private static Validator validator(JsonObject schema) {
    return Validator.create(
        JsonSchema.of(schema.copy()),
        new JsonSchemaOptions()
            .setBaseUri("urn:gatehouse:test")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic));
  }
}
