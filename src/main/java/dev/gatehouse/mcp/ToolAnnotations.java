package dev.gatehouse.mcp;

/**
 * Hints on what a tool does to the world; MCP "ToolAnnotations". A client need not trust them.
 *
 * @param readOnly changes nothing
 * @param destructive may undo or delete, not only add
 * @param idempotent a second call with the same arguments changes nothing more
 * @param openWorld reaches things outside of this server
 */
public record ToolAnnotations(
    boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
  /** Changes nothing. */
  public static final ToolAnnotations READS = new ToolAnnotations(true, false, true, false);

  /** Adds, and leaves alone what is there. */
  public static final ToolAnnotations ADDS = new ToolAnnotations(false, false, false, false);

  /** Deletes; doing so twice is the same as once. */
  public static final ToolAnnotations DELETES = new ToolAnnotations(false, true, true, false);
}
