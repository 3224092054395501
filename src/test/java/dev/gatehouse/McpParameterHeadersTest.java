package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.TypedTool;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.schema.Arg;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MCP 2026-07-28 "Custom Headers from Tool Parameters": an argument of any kind, also within another, and the header that repeats it. */
class McpParameterHeadersTest {
  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(new Shipping());

  private final McpModern client = McpModern.of(mcp);

  @ParameterizedTest
  @CsvSource({
    "Mcp-Param-Count, 42, 200",
    "Mcp-Param-Count, 42.0, 200",
    "Mcp-Param-Count, =?base64?NDI=?=, 200",
    "Mcp-Param-Count, 41, 400",
    "Mcp-Param-Count, 4e1, 400",
    "Mcp-Param-Count, forty-two, 400",
    "Mcp-Param-Count, '42,42', 400",
    "Mcp-Param-Count, 42000000000000000000000000000000000000000000, 400",
    "Mcp-Param-Fast, true, 200",
    "Mcp-Param-Fast, TRUE, 400",
    "Mcp-Param-Fast, 1, 400",
    "Mcp-Param-Zone, west, 200",
    "Mcp-Param-Zone, =?base64?d2VzdA==?=, 200",
    "Mcp-Param-Zone, West, 400",
    "Mcp-Param-Zone, '', 400"
  })
  void must_say_the_same(String header, String value, int status) {
    Reply reply = client.post(
        "tools/call",
        call("{\"count\":42,\"fast\":true,\"place\":{\"zone\":\"west\"}}"),
        "Mcp-Param-Count",
        header.endsWith("Count") ? value : "42",
        "Mcp-Param-Fast",
        header.endsWith("Fast") ? value : "true",
        "Mcp-Param-Zone",
        header.endsWith("Zone") ? value : "west");
    assertThat(reply.status()).isEqualTo(status);
    if (status == 400) {
      assertThat(reply.errorCode()).isEqualTo(-32020);
      assertThat(reply.errorMessage()).contains(header);
    } else {
      assertThat(reply.text()).isEqualTo("42 fast to west");
    }
  }

  @Test
  void repeats_no_argument_that_is_not_there() {
    var params = call("{\"count\":42,\"place\":{\"zone\":\"west\"}}");
    assertThat(client
            .post("tools/call", params, "Mcp-Param-Count", "42", "Mcp-Param-Zone", "west")
            .text())
        .isEqualTo("42 slow to west");
    assertThat(client
            .post(
                "tools/call",
                params,
                "Mcp-Param-Count",
                "42",
                "Mcp-Param-Zone",
                "west",
                "Mcp-Param-Fast",
                "true")
            .errorCode())
        .isEqualTo(-32020);
  }

  @Test
  void is_given_once() {
    var params = call("{\"count\":42,\"place\":{\"zone\":\"west\"}}");
    assertThat(client
            .post(
                "tools/call",
                params,
                "Mcp-Param-Count",
                "42",
                "Mcp-Param-Count",
                "41",
                "Mcp-Param-Zone",
                "west")
            .errorMessage())
        .contains("more than once");
  }

  private static JsonObject call(String arguments) {
    return new JsonObject().put("name", "shipping").put("arguments", new JsonObject(arguments));
  }

  /** Has an argument of each kind that a header can repeat. */
  private static final class Shipping extends TypedTool<Shipping.Order> {
    record Place(@Arg(value = "Where", header = "Zone") String zone) {}

    record Order(
        @Arg(value = "How many", header = "Count") int count,

        @Arg(value = "In a hurry", header = "Fast", fallback = "false")
        boolean fast,

        @Arg("Where to") Place place) {}

    Shipping() {
      super(ToolDescriptor.of("shipping", "Ship", "Ships something."), Order.class);
    }

    @Override
    protected Future<ToolResult> call(Order order, Caller caller) {
      String pace = order.fast() ? " fast to " : " slow to ";
      return Future.succeededFuture(
          ToolResult.text(order.count() + pace + order.place().zone()));
    }
  }
}
