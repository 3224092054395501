package dev.gatehouse.console;

import dev.gatehouse.oauth.Scopes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * Who may call what: the whole model of access on one screen.
 *
 * @param tools in the order of the list
 * @param scopes with the words of the consent page
 * @param users with what their ring may be granted; empty where they are another server's
 */
public record AccessMap(List<Tool> tools, Map<String, String> scopes, List<User> users) {
  public AccessMap {
    tools = List.copyOf(tools);
    users = List.copyOf(users);
  }

  /**
   * A tool.
   *
   * @param name as clients call it
   * @param scope that it needs; empty where any token will do
   */
  public record Tool(String name, String scope) {
    JsonObject json() {
      return new JsonObject().put("name", name).put("scope", scope);
    }
  }

  /**
   * A user.
   *
   * @param name the user name
   * @param ring decides which scopes can be had
   * @param scopes that can be had
   */
  public record User(String name, String ring, Scopes scopes) {
    JsonObject json() {
      return new JsonObject()
          .put("name", name)
          .put("ring", ring)
          .put("scopes", new JsonArray(List.copyOf(scopes.tokens())));
    }
  }

  /** As the page reads it, without the tokens. */
  JsonObject json() {
    var words = new JsonObject();
    scopes.forEach(words::put);
    return new JsonObject()
        .put("tools", new JsonArray(tools.stream().map(Tool::json).toList()))
        .put("scopes", words)
        .put("users", new JsonArray(users.stream().map(User::json).toList()));
  }
}
