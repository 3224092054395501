package dev.gatehouse.mcp.era;

import dev.gatehouse.mcp.Caller;
import dev.gatehouse.mcp.Principal;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** The caller of one request. */
record RequestCaller(Principal principal) implements Caller {
  @Override
  public String subject() {
    return principal.subject();
  }

  @Override
  public String clientId() {
    return principal.clientId();
  }

  @Override
  public Set<String> scopes() {
    return principal.scopes();
  }

  @Override
  public JsonObject claims() {
    return principal.claims().get();
  }
}
