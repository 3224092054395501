package dev.gatehouse.mcp.era;

import io.vertx.core.json.JsonObject;

/**
 * What a server says about itself; MCP "Implementation".
 *
 * @param name for programs
 * @param title for people
 * @param version of the software
 * @param instructions for models: how to use the server; empty where there are none
 */
public record ServerInfo(String name, String title, String version, String instructions) {
  public JsonObject toJson() {
    return new JsonObject().put("name", name).put("title", title).put("version", version);
  }
}
