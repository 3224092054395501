package dev.gatehouse.tools;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Says who calls, as the verified token has it. Any valid token will do. */
final class WhoamiTool implements Tool {
  private static final ToolDescriptor DESCRIPTOR = ToolDescriptor.of(
          "whoami", "Who am I", "Says who you are to this server: the claims of your access token.")
      .answering(new JsonObject()
          .put("type", "object")
          .put(
              "properties",
              new JsonObject()
                  .put("sub", new JsonObject().put("type", "string"))
                  .put("scope", new JsonObject().put("type", "string")))
          .put("required", new JsonArray().add("sub").add("scope")));

  @Override
  public ToolDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, Caller caller) {
    String scopes =
        caller.scopes().isEmpty() ? "no scopes" : "scopes " + String.join(" ", caller.scopes());
    String text = "you are " + caller.subject() + ", through client " + caller.clientId()
        + ", with " + scopes;
    return Future.succeededFuture(ToolResult.structured(text, caller.claims()));
  }
}
