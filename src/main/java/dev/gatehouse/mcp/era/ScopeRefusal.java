package dev.gatehouse.mcp.era;

/** How a server refuses what a token's scopes do not reach. */
public enum ScopeRefusal {
  /** By a challenge that names the scope to get; MCP authorization, "Runtime Insufficient Scope Errors". */
  CHALLENGE,
  /** By an error that says so, for clients that cannot step up. */
  ERROR,
  /** By not showing it: it is not listed, and asked for by name it does not exist. */
  HIDE
}
