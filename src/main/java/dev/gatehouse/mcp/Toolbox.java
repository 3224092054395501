package dev.gatehouse.mcp;

/**
 * Several tools, prompts and resources that belong together. Name it in {@code META-INF/services/dev.gatehouse.mcp.Toolbox} of a jar on the
 * class path, with a public constructor without parameters.
 */
@FunctionalInterface
public interface Toolbox {
  /** Puts them into what the server offers. Keep the offer to change it later on. */
  void open(Offer offer);
}
