package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.mcp.era.Headers;
import io.vertx.core.MultiMap;
import java.util.List;

/** The header fields of an HTTP request as the protocol sees them. */
record RequestHeaders(MultiMap fields) implements Headers {
  @Override
  public List<String> all(String name) {
    return fields.getAll(name);
  }
}
