package dev.gatehouse.stdio;

import dev.gatehouse.mcp.caller.Principal;
import dev.gatehouse.mcp.jsonrpc.Message;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who calls on stdio, where no authorization server is at hand: the {@code token} argument names one of two demo tokens. They mean nothing
 * over HTTP. Without the argument it is whoever started the process, who may use what any reader may.
 */
public final class DemoTokens {
  static final String ARGUMENT = "token";

  private static final String CLIENT = "stdio";
  private static final Principal NOBODY = principal("", "");
  private static final Principal LOCAL = principal("local", "mcp.read");
  private static final Map<String, Principal> TOKENS = Map.of(
      "tok_reader", principal("ray", "notes:read"),
      "tok_writer", principal("mich", "notes:read notes:write"));

  private DemoTokens() {}

  /** The tokens that there are. */
  static List<String> names() {
    return TOKENS.keySet().stream().sorted().toList();
  }

  static boolean isKnown(String token) {
    return TOKENS.containsKey(token);
  }

  /** Whom a message comes from. */
  public static Principal principalOf(Message message) {
    if (message instanceof Message.Request request
        && request.params().getValue("arguments") instanceof JsonObject arguments
        && arguments.containsKey(ARGUMENT)) {
      return arguments.getValue(ARGUMENT) instanceof String token
          ? TOKENS.getOrDefault(token, NOBODY)
          : NOBODY;
    }
    return LOCAL;
  }

  private static Principal principal(String subject, String scope) {
    Set<String> scopes =
        scope.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(scope.split(" ")));
    return new Principal(
        subject,
        CLIENT,
        scopes,
        () -> new JsonObject().put("sub", subject).put("client_id", CLIENT).put("scope", scope));
  }
}
