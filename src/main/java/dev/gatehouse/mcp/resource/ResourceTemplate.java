package dev.gatehouse.mcp.resource;

import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.content.Completion;
import dev.gatehouse.mcp.content.ResourceContent;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Resources whose addresses are built from variables; MCP "Resource Templates". */
public interface ResourceTemplate {
  /** What the template says about itself. Asked once. */
  TemplateDescriptor descriptor();

  /** What the resource at that address holds; nothing where there is no such resource. The values are decoded: anything may be in them. */
  Future<List<ResourceContent>> read(String uri, Map<String, String> variables, Caller caller);

  /** Suggestions for a variable that is being typed, given the others so far; MCP "Completion". */
  default Future<Completion> complete(
      String variable, String typed, Map<String, String> others, Caller caller) {
    return Future.succeededFuture(Completion.NONE);
  }
}
