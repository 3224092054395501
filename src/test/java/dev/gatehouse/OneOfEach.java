package dev.gatehouse;

import dev.gatehouse.mcp.Offer;
import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.Toolbox;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.content.Completion;
import dev.gatehouse.mcp.content.PromptMessage;
import dev.gatehouse.mcp.content.ResourceContent;
import dev.gatehouse.mcp.content.ResourceDescriptor;
import dev.gatehouse.mcp.prompt.Prompt;
import dev.gatehouse.mcp.prompt.PromptArgument;
import dev.gatehouse.mcp.prompt.PromptDescriptor;
import dev.gatehouse.mcp.prompt.PromptResult;
import dev.gatehouse.mcp.resource.Resource;
import dev.gatehouse.mcp.resource.ResourceTemplate;
import dev.gatehouse.mcp.resource.TemplateDescriptor;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A tool, a prompt, a resource and a template behind one scope, all of which say {@code nuggets} once they have run.
 *
 * @param behaviour what each does first; counts, throws, or never ends
 */
record OneOfEach(Supplier<Future<String>> behaviour) implements Toolbox {
  static final String SCOPE = "vault:open";
  static final String GOLD = "nuggets";
  static final String ADDRESS = "vault://gold";
  static final String TEMPLATE = "vault://box/{id}";

  @Override
  public void open(Offer offer) {
    offer.add(new VaultTool()).add(new VaultPrompt()).add(new VaultResource());
    offer.add(new VaultTemplate());
  }

  private final class VaultTool implements Tool {
    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of("vault", "Vault", "Opens it.").behind(SCOPE);
    }

    @Override
    public Future<ToolResult> call(JsonObject arguments, Caller caller) {
      return behaviour.get().map(ToolResult::text);
    }
  }

  private final class VaultPrompt implements Prompt {
    @Override
    public PromptDescriptor descriptor() {
      return PromptDescriptor.of("vault", "Vault", "Opens it.")
          .taking(new PromptArgument("key", "A key", false))
          .behind(SCOPE);
    }

    @Override
    public Future<PromptResult> fill(Map<String, String> arguments, Caller caller) {
      return behaviour.get().map(said -> PromptResult.of(PromptMessage.user(said)));
    }

    @Override
    public Future<Completion> complete(
        String argument, String typed, Map<String, String> others, Caller caller) {
      return behaviour.get().map(said -> Completion.of(List.of(said)));
    }
  }

  private final class VaultResource implements Resource {
    @Override
    public ResourceDescriptor descriptor() {
      return ResourceDescriptor.of(ADDRESS, "vault", "What is in it.", "text/plain")
          .behind(SCOPE);
    }

    @Override
    public Future<List<ResourceContent>> read(Caller caller) {
      return behaviour
          .get()
          .map(said -> List.of(new ResourceContent.Text(ADDRESS, "text/plain", said)));
    }
  }

  private final class VaultTemplate implements ResourceTemplate {
    @Override
    public TemplateDescriptor descriptor() {
      return TemplateDescriptor.of(TEMPLATE, "boxes", "What is in a box.", "text/plain")
          .behind(SCOPE);
    }

    @Override
    public Future<List<ResourceContent>> read(
        String uri, Map<String, String> variables, Caller caller) {
      return behaviour
          .get()
          .map(said -> List.of(new ResourceContent.Text(uri, "text/plain", said)));
    }

    @Override
    public Future<Completion> complete(
        String variable, String typed, Map<String, String> others, Caller caller) {
      return behaviour.get().map(said -> Completion.of(List.of(said)));
    }
  }

  /** What asks for each of them: a method and its parameters. */
  enum Way {
    TOOL("tools/call", "{\"name\":\"vault\"}"),
    PROMPT("prompts/get", "{\"name\":\"vault\"}"),
    RESOURCE("resources/read", "{\"uri\":\"vault://gold\"}"),
    TEMPLATE("resources/read", "{\"uri\":\"vault://box/7\"}"),
    PROMPT_COMPLETION(
        "completion/complete",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"vault\"},\"argument\":{\"name\":\"key\",\"value\":\"\"}}"),
    TEMPLATE_COMPLETION(
        "completion/complete",
        "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"vault://box/{id}\"},\"argument\":{\"name\":\"id\",\"value\":\"\"}}");

    private final String method;
    private final String params;

    Way(String method, String params) {
      this.method = method;
      this.params = params;
    }

    McpEndpoint.Reply legacy(McpEndpoint mcp, String token) {
      return mcp.post(token, McpEndpoint.request(1, method, params().getMap()).encode());
    }

    McpEndpoint.Reply modern(McpEndpoint mcp, String token) {
      return McpModern.of(mcp).as(token).post(method, params());
    }

    private JsonObject params() {
      return new JsonObject(params);
    }
  }
}
