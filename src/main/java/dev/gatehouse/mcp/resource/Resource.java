package dev.gatehouse.mcp.resource;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.content.ResourceContent;
import dev.gatehouse.mcp.content.ResourceDescriptor;
import io.vertx.core.Future;
import java.util.List;

/**
 * Something that a client can read at one address; MCP "Resources". When {@code read} is reached the caller holds the scope. What {@link Tool}
 * says of threads and failures holds here too.
 */
public interface Resource {
  /** What the resource says about itself. Asked once. */
  ResourceDescriptor descriptor();

  /** What it holds now; usually one piece. */
  Future<List<ResourceContent>> read(Caller caller);
}
