package dev.gatehouse.console.guide;

import dev.gatehouse.console.guide.GuideHttp.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the token is for, and how it ends. */
final class Use {
  static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
          + "\"capabilities\":{},\"clientInfo\":{\"name\":\"Gatehouse guide\",\"version\":\"1\"}}}";
  static final Words OPEN = new Words(
      "Call again, with the token",
      "The same request as the first one, and the token in the Authorization header.",
      "RFC 6750 §2.1");
  static final Words CALL = new Words(
      "Ask which tools there are",
      "From here on it is MCP. The token goes with each request.",
      "RFC 6750 §2.1");
  static final Words REFRESH = new Words(
      "Refresh the token",
      "The refresh token becomes another access token, without the user, with the same scopes.",
      "RFC 6749 §6");
  static final Words REVOKE = new Words(
      "Revoke what we hold",
      "A client that is done says so. With the refresh token all that came from this consent ends.",
      "RFC 7009 §2.1");

  private Use() {}

  static Call open(GuideSession walk) {
    return bearing(walk, INITIALIZE);
  }

  static void opened(GuideSession walk, Answer answer, Telling telling) {
    boolean good = answer.status() == 200;
    telling.check(
        good, good ? "200: the token is good here." : "The answer is " + answer.status() + ".");
    walk.learn("session", answer.header("Mcp-Session-Id"));
  }

  static Call list(GuideSession walk) {
    return bearing(walk, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}")
        .with("MCP-Protocol-Version", "2025-11-25")
        .with("Mcp-Session-Id", walk.get("session"));
  }

  static void listed(GuideSession walk, Answer answer, Telling telling) {
    boolean good = answer.status() == 200;
    telling.check(good, good ? "The answer is 200." : "The answer is " + answer.status() + ".");
    if (answer.json().getValue("result") instanceof JsonObject result
        && result.getValue("tools") instanceof JsonArray tools) {
      telling.note(tools.size() + " tools.");
    }
  }

  static Call refresh(GuideSession walk) {
    return Call.form(
        walk.get("token_endpoint"),
        ordered(
            "grant_type", "refresh_token",
            "refresh_token", walk.get("refresh_token"),
            "client_id", walk.get("client_id")));
  }

  static Call revoke(GuideSession walk) {
    String held = walk.get("refresh_token");
    return Call.form(
        walk.get("revocation_endpoint"),
        ordered(
            "token",
            held.isEmpty() ? walk.get("access_token") : held,
            "client_id",
            walk.get("client_id")));
  }

  static void revoked(GuideSession walk, Answer answer, Telling telling) {
    boolean good = answer.status() == 200;
    telling.check(
        good, good ? "200: it has ended. That is all." : "The answer is " + answer.status() + ".");
    walk.learn("access_token", "");
    walk.learn("refresh_token", "");
  }

  private static Call bearing(GuideSession walk, String message) {
    return Call.json(walk.mcpUrl(), message)
        .with("Authorization", "Bearer " + walk.get("access_token"));
  }

  private static Map<String, String> ordered(String... pairs) {
    var ordered = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      ordered.put(pairs[i], pairs[i + 1]);
    }
    return ordered;
  }
}
