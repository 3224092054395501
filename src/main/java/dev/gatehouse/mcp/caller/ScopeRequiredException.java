package dev.gatehouse.mcp.caller;

/** A tool found that what was asked for needs a scope that the caller does not hold. */
public final class ScopeRequiredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String scope;

  public ScopeRequiredException(String scope) {
    super("scope is missing: " + scope, null, false, false);
    this.scope = scope;
  }

  public String scope() {
    return scope;
  }
}
