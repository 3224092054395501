package dev.gatehouse.console.guide;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call as a command line, every secret a variable of the shell. */
final class Curl {
  private static final Map<String, String> VARIABLES = Map.of(
      "code", "$CODE",
      "code_verifier", "$VERIFIER",
      "refresh_token", "$REFRESH_TOKEN",
      "token", "$REFRESH_TOKEN",
      "client_secret", "$CLIENT_SECRET");
  private static final Pattern SECRET =
      Pattern.compile("(^|&)(code|code_verifier|refresh_token|token|client_secret)=[^&]*");

  private Curl() {}

  static String of(Call call) {
    var command = new StringBuilder("curl -i");
    command.append(call.method().equals("GET") ? "" : " -X " + call.method());
    call.headers()
        .forEach((name, value) ->
            command.append(" \\\n  -H ").append(quoted(name + ": " + header(name, value))));
    if (!call.body().isEmpty()) {
      command.append(" \\\n  --data ").append(quoted(body(call.body())));
    }
    return command.append(" \\\n  ").append(quoted(call.url())).toString();
  }

  private static String header(String name, String value) {
    return switch (name) {
      case "Authorization" -> "Bearer $TOKEN";
      case "Mcp-Session-Id" -> "$SESSION";
      default -> value;
    };
  }

  private static String body(String body) {
    return body.startsWith("{")
        ? body
        : SECRET
            .matcher(body)
            .replaceAll(found -> Matcher.quoteReplacement(
                found.group(1) + found.group(2) + '=' + VARIABLES.get(found.group(2))));
  }

  // In double quotes, so that the shell puts the variables in; ours are the only ones.
  private static String quoted(String text) {
    String escaped = text.replaceAll("([\"`\\\\])", "\\\\$1")
        .replaceAll("\\$(?!TOKEN|CODE|VERIFIER|REFRESH_TOKEN|CLIENT_SECRET|SESSION)", "\\\\\\$");
    return '"' + escaped + '"';
  }
}
