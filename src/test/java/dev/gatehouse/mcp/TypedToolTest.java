package dev.gatehouse.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.schema.Arg;
import dev.gatehouse.mcp.schema.RecordArguments;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tool whose schema is a record. */
class TypedToolTest {
  enum Colour {
    RED,
    GREEN
  }

  record Point(@Arg("Across") double x) {}

  record Everything(
      @Arg(value = "A word", min = 1, max = 5) String word,

      @Arg(value = "How often", min = 1, max = 10, fallback = "3")
      int times,

      @Arg("Far") long far,
      @Arg(value = "Which", fallback = "\"RED\"") Colour colour,
      @Arg(value = "Where", max = 2) List<Point> points,

      @Arg(value = "Really", fallback = "false", header = "Sure")
      boolean sure) {}

  private static final class Echo extends TypedTool<Everything> {
    Echo() {
      super(ToolDescriptor.of("echo", "Echo", "Echoes."), Everything.class);
    }

    @Override
    protected Future<ToolResult> call(Everything given, Caller caller) {
      return Future.succeededFuture(ToolResult.text(given.toString()));
    }
  }

  record Undescribed(String word) {}

  record Unknown(@Arg("A thing") Object thing) {}

  @Test
  void refuses_a_component_that_is_not_described_or_cannot_be_an_argument() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordArguments<>(Undescribed.class).schema())
        .withMessageContaining("'word'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordArguments<>(Unknown.class).schema())
        .withMessageContaining("java.lang.Object");
  }

  @Test
  void derives_the_schema() {
    JsonObject schema = new Echo().descriptor().inputSchema();
    assertThat(schema.getJsonArray("required")).containsExactly("word", "far", "points");
    assertThat(schema.getBoolean("additionalProperties")).isFalse();
    var properties = schema.getJsonObject("properties");
    assertThat(properties.getJsonObject("word"))
        .isEqualTo(new JsonObject(
            "{\"type\":\"string\",\"description\":\"A word\",\"minLength\":1,\"maxLength\":5}"));
    assertThat(properties.getJsonObject("times"))
        .isEqualTo(
            new JsonObject(
                "{\"type\":\"integer\",\"description\":\"How often\",\"minimum\":1,\"maximum\":10,\"default\":3}"));
    assertThat(properties.getJsonObject("colour").getJsonArray("enum"))
        .containsExactly("RED", "GREEN");
    assertThat(properties.getJsonObject("points").getInteger("maxItems")).isEqualTo(2);
    assertThat(properties.getJsonObject("sure").getString("x-mcp-header")).isEqualTo("Sure");
  }

  @Test
  void reads_the_arguments() {
    var given =
        new JsonObject("{\"word\":\"ab\",\"far\":9000000000,\"points\":[{\"x\":1}],\"sure\":true}");
    assertThat(new RecordArguments<>(Everything.class).read(given))
        .isEqualTo(
            new Everything("ab", 3, 9_000_000_000L, Colour.RED, List.of(new Point(1.0)), true));
  }

  @Test
  void bounds_what_a_number_can_hold() {
    var far =
        new Echo().descriptor().inputSchema().getJsonObject("properties").getJsonObject("far");
    assertThat(far.getLong("maximum")).isEqualTo(Long.MAX_VALUE);
  }
}
