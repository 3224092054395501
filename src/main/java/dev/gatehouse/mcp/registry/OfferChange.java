package dev.gatehouse.mcp.registry;

/** What changed in what a server offers; MCP "List Changed Notification" and "Resource Updated Notification". */
public sealed interface OfferChange {
  /** A list has another entry, or one fewer. */
  enum Listing implements OfferChange {
    TOOLS,
    PROMPTS,
    RESOURCES
  }

  /** Nothing will change any more: the server stops. */
  enum Ending implements OfferChange {
    STOPPED
  }

  /** A resource holds something else. */
  record Content(String uri) implements OfferChange {}
}
