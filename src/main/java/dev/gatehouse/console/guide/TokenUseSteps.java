package dev.gatehouse.console.guide;

import dev.gatehouse.client.ClientEra;
import dev.gatehouse.console.guide.GuideHttp.Answer;
import dev.gatehouse.console.guide.GuideSession.Stage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the token is for, and how it ends. */
final class TokenUseSteps {
  static final StepText OPEN = new StepText(
      "Call again, with the token",
      "The same request as the first one, and the token in the Authorization header.",
      "RFC 6750 §2.1");
  static final StepText READY = new StepText(
      "Say that the client is ready",
      "After initialize the client says that it has read the answer. Some servers answer nothing before.",
      "MCP lifecycle");
  static final StepText LIST = new StepText(
      "Ask which tools there are",
      "From here on it is MCP. The token goes with each request.",
      "RFC 6750 §2.1");
  static final StepText REFRESH = new StepText(
      "Refresh the token",
      "The refresh token becomes another access token, without the user, with the same scopes.",
      "RFC 6749 §6");
  static final StepText REVOKE = new StepText(
      "Revoke what we hold",
      "A client that is done says so. With the refresh token all that came from this consent ends.",
      "RFC 7009 §2.1");

  private static final String CLIENT = "Gatehouse guide";

  private TokenUseSteps() {}

  /** The message of the generation that is walked, with all that is held so far. */
  static GuideRequest message(GuideSession walk, String method) {
    JsonObject message = walk.era().message(CLIENT, method);
    return sent(
        walk, message, walk.era().headers(method), method.equals(walk.era().first()));
  }

  /** A call of a tool without arguments. */
  static GuideRequest toolCall(GuideSession walk, String tool) {
    return sent(walk, walk.era().call(CLIENT, tool), walk.era().callHeaders(tool), false);
  }

  private static GuideRequest sent(
      GuideSession walk, JsonObject message, Map<String, String> headers, boolean first) {
    GuideRequest call = GuideRequest.json(walk.mcpUrl(), message.encode());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      call = call.with(header.getKey(), header.getValue());
    }
    String token = walk.get("access_token");
    return call.with("Authorization", token.isEmpty() ? "" : "Bearer " + token)
        .with("MCP-Protocol-Version", first ? "" : walk.get("version"))
        .with("Mcp-Session-Id", first ? "" : walk.get("session"));
  }

  static GuideRequest open(GuideSession walk) {
    GuideRequest call = message(walk, walk.era().first());
    return walk.era() == ClientEra.SESSIONS ? call.keeping(ShellVariable.SESSION) : call;
  }

  static void opened(GuideSession walk, Answer answer, StepReport telling) {
    JsonObject result =
        answer.json().getValue("result") instanceof JsonObject object ? object : new JsonObject();
    boolean good = answer.status() == 200 && !result.isEmpty();
    telling.check(
        good,
        good
            ? "200: MCP " + walk.era().version() + " is answered."
            : "The answer is " + answer.status() + said(answer)
                + (walk.era() == ClientEra.STATELESS
                    ? " A server of before 2026-07-28 wants initialize: begin again with the other generation."
                    : ""));
    walk.learn("session", answer.header("Mcp-Session-Id"));
    walk.learn("version", DiscoverySteps.text(result, "protocolVersion"));
  }

  /** Only a session has to be made ready. */
  static Stage afterOpening(GuideSession walk) {
    return walk.era() == ClientEra.SESSIONS ? Stage.READY : Stage.LIST;
  }

  static GuideRequest ready(GuideSession walk) {
    return message(walk, "notifications/initialized");
  }

  static void readied(GuideSession walk, Answer answer, StepReport telling) {
    boolean good = answer.status() / 100 == 2;
    telling.check(good, "The answer is " + answer.status() + (good ? "." : "; 202 was expected."));
  }

  static GuideRequest list(GuideSession walk) {
    return message(walk, "tools/list");
  }

  static void listed(GuideSession walk, Answer answer, StepReport telling) {
    boolean good = answer.status() == 200 && !answer.json().containsKey("error");
    telling.check(good, good ? "200." : "The answer is " + answer.status() + said(answer));
    if (answer.json().getValue("result") instanceof JsonObject result
        && result.getValue("tools") instanceof JsonArray tools) {
      telling.note(tools.size() == 1 ? "One tool." : tools.size() + " tools.");
      ToolSteps.found(walk, tools, telling);
    }
  }

  static GuideRequest refresh(GuideSession walk) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("grant_type", "refresh_token");
    parameters.put("refresh_token", walk.get("refresh_token"));
    parameters.put("resource", walk.get("resource")); // RFC 8707 §2.2
    return RegistrationSteps.authenticated(walk, walk.get("token_endpoint"), parameters)
        .keeping(ShellVariable.TOKEN, ShellVariable.REFRESH_TOKEN);
  }

  static GuideRequest revoke(GuideSession walk) {
    String refresh = walk.get("refresh_token");
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("token", refresh.isEmpty() ? walk.get("access_token") : refresh);
    parameters.put("token_type_hint", refresh.isEmpty() ? "access_token" : "refresh_token");
    return RegistrationSteps.authenticated(walk, walk.get("revocation_endpoint"), parameters);
  }

  static void revoked(GuideSession walk, Answer answer, StepReport telling) {
    boolean good = answer.status() == 200;
    telling.check(
        good, good ? "200: it has ended. That is all." : "The answer is " + answer.status() + ".");
    walk.learn("access_token", "");
    walk.learn("refresh_token", "");
  }

  static String said(Answer answer) {
    return answer.json().getValue("error") instanceof JsonObject error
        ? ", error " + error.getValue("code") + "."
        : ".";
  }
}
