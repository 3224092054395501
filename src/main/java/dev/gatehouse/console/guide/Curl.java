package dev.gatehouse.console.guide;

import dev.gatehouse.handshake.Redaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A call as lines for a POSIX shell: every secret is a variable, which the lines of an earlier step set. */
final class Curl {
  private static final Map<String, Variable> SECRETS = Map.of(
      "code", Variable.CODE,
      "code_verifier", Variable.VERIFIER,
      "refresh_token", Variable.REFRESH_TOKEN,
      "client_secret", Variable.CLIENT_SECRET,
      "client_id", Variable.CLIENT_ID);

  private static final String FILL_IN =
      "# Each … in the address stands for a part that is not shown: put yours there.\n";

  private Curl() {}

  /** What the redaction does not show of the address is left to the person to fill in. */
  static String of(Call call, Redaction redaction) {
    List<String> command = new ArrayList<>();
    command.add(call.method().equals("GET") ? "curl -i" : "curl -i -X " + call.method());
    call.headers().forEach((name, value) -> command.add(header(name, value)));
    if (!call.body().isEmpty()) {
      command.add("--data " + body(call));
    }
    String url = redaction.url(call.url());
    command.add(quoted(url));
    String lines = (url.equals(call.url()) ? "" : FILL_IN) + String.join(" \\\n  ", command);
    return call.keeps().isEmpty() ? lines : keeping(lines, call);
  }

  /**
   * Lines that make the authorization request: the verifier stays in the shell.
   *
   * @param address without client_id, state and code_challenge
   * @param client its client_id; empty for the one that the shell has registered
   */
  static String authorize(String address, String client, String state) {
    String id = client.isEmpty() ? "\"$CLIENT_ID\"" : quoted(Urls.encoded(client));
    return String.join(
        "\n",
        "VERIFIER=$(openssl rand -hex 32)",
        "CHALLENGE=$(printf %s \"$VERIFIER\" | openssl dgst -sha256 -binary | openssl base64 | tr '+/' '-_' | tr -d '=\\n')",
        "echo " + quoted(address + "&state=" + state + "&client_id=") + id
            + "'&code_challenge='\"$CHALLENGE\"",
        "# Open this address in a browser. The page that you come back to shows a code: paste it here.",
        "printf 'code: '; read -r CODE");
  }

  /** In single quotes, so that the shell changes nothing. */
  static String quoted(String text) {
    return '\'' + text.replace("'", "'\\''") + '\'';
  }

  private static String keeping(String lines, Call call) {
    String read =
        call.keeps().stream().sorted().map(Variable::read).collect(Collectors.joining("\n"));
    return "ANSWER=$(" + lines.replaceFirst("curl -i", "curl -s -i")
        + ")\nprintf '%s\\n' \"$ANSWER\"\n" + read;
  }

  private static String header(String name, String value) {
    if (name.equals("Authorization") && value.startsWith("Basic ")) {
      return "-u \"$CLIENT_ID:$CLIENT_SECRET\"";
    }
    return switch (name) {
      case "Authorization" -> "-H \"Authorization: Bearer $TOKEN\"";
      case "Mcp-Session-Id" -> "-H \"Mcp-Session-Id: $SESSION\"";
      default -> "-H " + quoted(name + ": " + value);
    };
  }

  private static String body(Call call) {
    if (call.body().startsWith("{")) {
      return quoted(call.body());
    }
    return Arrays.stream(call.body().split("&"))
        .map(pair -> pair.split("=", 2))
        .map(pair -> isKept(pair[0], call.body())
            ? pair[0] + "='\"$" + variable(pair[0], call.body()) + "\"'"
            : pair[0] + '=' + pair[1])
        .collect(Collectors.joining("&", "'", "'"));
  }

  // The client_id is that of the shell's own registration where a secret belongs to it.
  private static boolean isKept(String name, String body) {
    return name.equals("client_id")
        ? body.contains("&client_secret=")
        : name.equals("token") || SECRETS.containsKey(name);
  }

  // RFC 7009 §2.1: which of the two is revoked stands beside it.
  private static Variable variable(String name, String body) {
    return name.equals("token")
        ? body.contains("token_type_hint=refresh_token") ? Variable.REFRESH_TOKEN : Variable.TOKEN
        : SECRETS.getOrDefault(name, Variable.TOKEN);
  }
}
