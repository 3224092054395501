package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.Principal;
import dev.gatehouse.mcp.call.Subject;
import dev.gatehouse.mcp.era.Refusal;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.RequestId;

/** Who may use what, and how the others are told; MCP authorization "Scope Challenge Handling". */
record ScopeRule(Refusal refusal) {
  /** Whether a caller may know of it. */
  boolean shows(String scope, Principal principal) {
    return refusal != Refusal.HIDE || allows(scope, principal);
  }

  boolean allows(String scope, Principal principal) {
    return scope.isEmpty() || principal.scopes().contains(scope);
  }

  Reply missing(RequestId id, Subject subject, String scope, Principal principal) {
    var missing =
        new Reply.ScopeMissing(id, subject.kind(), subject.name(), scope, principal.scopes());
    return refusal == Refusal.CHALLENGE
        ? missing
        : subject.excuse().apply(missing.error().message());
  }
}
