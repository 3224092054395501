package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.call.InvocationTarget;
import dev.gatehouse.mcp.caller.Principal;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.era.ScopeRefusal;
import dev.gatehouse.mcp.jsonrpc.RequestId;

/** Who may use what, and how the others are told; MCP authorization "Scope Challenge Handling". */
record ScopeRule(ScopeRefusal refusal) {
  /** Whether a caller may know of it. */
  boolean shows(String scope, Principal principal) {
    return refusal != ScopeRefusal.HIDE || allows(scope, principal);
  }

  boolean allows(String scope, Principal principal) {
    return scope.isEmpty() || principal.scopes().contains(scope);
  }

  Reply missing(RequestId id, InvocationTarget subject, String scope, Principal principal) {
    var missing =
        new Reply.ScopeMissing(id, subject.kind(), subject.name(), scope, principal.scopes());
    return refusal == ScopeRefusal.CHALLENGE
        ? missing
        : subject.excuse().apply(missing.error().message());
  }
}
