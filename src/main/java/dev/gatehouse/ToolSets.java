package dev.gatehouse;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.registry.ToolRegistry;
import dev.gatehouse.mcp.server.McpServer;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.tools.DemoTools;
import dev.gatehouse.tools.Notes;
import dev.gatehouse.tools.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** The tools that are offered: the sets named in the settings, then those that jars on the class path bring. */
final class ToolSets {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

  private final List<Tool> tools;
  private final ServerInfo info;

  private ToolSets(List<Tool> tools, String version) {
    this.tools = tools;
    this.info = new ServerInfo(
        "gatehouse",
        "Gatehouse",
        version,
        "Each tool needs its own scope; a refusal names the scope that is missing.");
  }

  static ToolSets of(List<String> names, Reach reach, String version) {
    var tools = new ArrayList<Tool>();
    if (names.contains("demo")) {
      tools.addAll(DemoTools.with(new Notes(), reach));
    }
    tools.addAll(ToolRegistry.installed());
    return new ToolSets(List.copyOf(tools), version);
  }

  /** In the order of the list. */
  List<Tool> tools() {
    return tools;
  }

  /** Each scope that a tool needs, once. */
  Scopes scopes() {
    var scopes = new LinkedHashSet<String>();
    tools.forEach(tool -> scopes.add(tool.descriptor().scope()));
    scopes.remove("");
    return Scopes.of(scopes);
  }

  /** A server of these tools, for one event loop. */
  McpServer server() {
    return server(tool -> tool);
  }

  /** As {@link #server()}, with each tool dressed for its transport. */
  McpServer server(UnaryOperator<Tool> dress) {
    return new McpServer(info, new ToolRegistry(tools.stream().map(dress).toList()), TIME_LIMIT);
  }
}
