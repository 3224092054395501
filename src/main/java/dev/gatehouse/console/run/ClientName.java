package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Step;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/**
 * What a client is called: by its registration, else by what it says of itself to the MCP server, else by its User-Agent.
 *
 * @param text for people, as the client spelled it
 * @param rank how good the source is; the better one stays
 * @param agent the User-Agent of its program, not of a browser
 */
public record ClientName(String text, int rank, String agent) {
  static final ClientName UNKNOWN = new ClientName("Unknown client", 0, "");

  private static final int BY_AGENT = 1;
  private static final int BY_INFO = 2;
  private static final int BY_REGISTRATION = 3;
  private static final int OWN = 4;
  private static final int LONGEST = 60;
  private static final String META = "io.modelcontextprotocol/clientInfo";
  private static final Map<String, String> PROGRAMS = Map.of(
      "node",
      "A Node.js program",
      "python-httpx",
      "A Python program",
      "python-requests",
      "A Python program",
      "java-http-client",
      "A Java program",
      "go-http-client",
      "A Go program",
      "curl",
      "curl",
      "undici",
      "A Node.js program",
      RunStep.LANDING_PAGE,
      "The landing page");

  static ClientName in(RunStep step) {
    Exchange exchange = step.exchange();
    if (step.isOurs()) {
      return new ClientName(
          "The resource server itself", OWN, exchange.request().header("user-agent"));
    }
    String agent = step.agent();
    if (agent.equals(RunStep.LANDING_PAGE)) {
      return new ClientName("The landing page", OWN, agent);
    }
    String registered =
        step.kind() == Step.REGISTRATION ? name(JsonBodies.answer(exchange), "client_name") : "";
    if (!registered.isEmpty()) {
      return new ClientName(registered, BY_REGISTRATION, agent);
    }
    JsonObject params = JsonBodies.object(JsonBodies.request(exchange), "params");
    String program = name(JsonBodies.object(params, "clientInfo"), "name");
    String discovered = name(JsonBodies.object(JsonBodies.object(params, "_meta"), META), "name");
    String info = program.isEmpty() ? discovered : program;
    return info.isEmpty()
        ? new ClientName(byAgent(agent), agent.isEmpty() ? 0 : BY_AGENT, agent)
        : new ClientName(info, BY_INFO, agent);
  }

  /** Whether the two may be one program: their agents are the same, as far as they are known, and none is a browser's where the other's is not. */
  boolean mayBeOf(ClientName other) {
    return agent.equals(other.agent)
        || (isSilent(agent, other.agent) && !isBrowser(agent + other.agent));
  }

  private static boolean isSilent(String agent, String other) {
    return agent.isEmpty() || other.isEmpty();
  }

  private static boolean isBrowser(String agent) {
    return agent.startsWith("Mozilla/") || agent.equals(RunStep.LANDING_PAGE);
  }

  /** The better of the two, with the agent that is known. */
  ClientName orBetter(ClientName other) {
    String known = agent.isEmpty() ? other.agent : agent;
    ClientName best = other.rank > rank ? other : this;
    return new ClientName(best.text, best.rank, known);
  }

  private static String name(JsonObject object, String member) {
    String name = JsonBodies.string(object, member);
    return name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
  }

  private static String byAgent(String agent) {
    if (agent.startsWith("Mozilla/")) {
      return "A web page";
    }
    String product = agent.split("[/ ]", 2)[0];
    return PROGRAMS.getOrDefault(
        product.toLowerCase(Locale.ROOT), product.isEmpty() ? UNKNOWN.text : product);
  }
}
