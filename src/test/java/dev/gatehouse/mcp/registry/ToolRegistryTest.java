package dev.gatehouse.mcp.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP "Tools": names are unique, and the list is the same each time. */
class ToolRegistryTest {
  @Test
  void refuses_two_tools_of_one_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ToolRegistry(List.of(tool("one"), tool("two"), tool("one"))))
        .withMessageContaining("'one'")
        .withMessageContaining(Named.class.getName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "slash/ed", "a\u0000", "ümlaut", "a,b"})
  void refuses_a_name_that_clients_cannot_use(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> tool(name).descriptor());
    assertThatIllegalArgumentException().isThrownBy(() -> tool("x".repeat(129)).descriptor());
  }

  @Test
  void finds_a_tool_by_its_exact_name() {
    var registry = new ToolRegistry(List.of(tool("one")));
    assertThat(registry.find("one")).isPresent();
    assertThat(registry.find("One")).isEmpty();
    assertThat(registry.find("one ")).isEmpty();
  }

  @Test
  void keeps_the_order_in_which_tools_were_given() {
    var registry = new ToolRegistry(List.of(tool("c"), tool("a"), tool("b")));
    assertThat(registry.all()).extracting(RegisteredTool::name).containsExactly("c", "a", "b");
  }

  private static Tool tool(String name) {
    return new Named(name);
  }

  private record Named(String name) implements Tool {
    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of(name, name, name);
    }

    @Override
    public Future<ToolResult> call(JsonObject arguments, Caller caller) {
      return Future.succeededFuture(ToolResult.text(name));
    }
  }
}
