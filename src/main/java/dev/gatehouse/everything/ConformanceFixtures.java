package dev.gatehouse.everything;

import dev.gatehouse.mcp.Offer;
import dev.gatehouse.mcp.Toolbox;

/** All fixtures of the official conformance suite. What reads is behind {@code mcp.read}, what changes something behind {@code mcp.write}. */
public final class ConformanceFixtures implements Toolbox {
  static final String READ = "mcp.read";
  static final String WRITE = "mcp.write";

  @Override
  public void open(Offer offer) {
    ContentFixtures.tools().forEach(offer::add);
    NotificationFixtures.tools().forEach(offer::add);
    SchemaFixtures.tools().forEach(offer::add);
    ElicitationFixtures.tools().forEach(offer::add);
    InputFixtures.tools().forEach(offer::add);
    ChangeFixtures.tools(offer).forEach(offer::add);
    ResourceFixtures.add(offer);
    PromptFixtures.prompts().forEach(offer::add);
  }
}
