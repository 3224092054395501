package dev.gatehouse.console.guide;

import dev.gatehouse.handshake.RedactedHeaders;
import dev.gatehouse.handshake.RedactedParameters;
import dev.gatehouse.handshake.Redaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A call as lines for a POSIX shell: every secret is a variable, which the lines of an earlier step set. */
final class CurlCommand {
  private static final Map<String, ShellVariable> SECRETS = Map.of(
      "code", ShellVariable.CODE,
      "code_verifier", ShellVariable.VERIFIER,
      "refresh_token", ShellVariable.REFRESH_TOKEN,
      "client_secret", ShellVariable.CLIENT_SECRET,
      "client_id", ShellVariable.CLIENT_ID);

  private static final String FILL_IN =
      "# Each … stands for a part that is not shown: put yours there.\n";

  private CurlCommand() {}

  /** What the redaction does not show is left to the person to fill in. */
  static String of(GuideRequest call, Redaction redaction) {
    List<String> command = new ArrayList<>();
    command.add(call.method().equals("GET") ? "curl -i" : "curl -i -X " + call.method());
    call.headers().forEach((name, value) -> command.add(header(name, value, redaction)));
    if (!call.body().isEmpty()) {
      command.add("--data " + body(call, redaction));
    }
    command.add(quoted(redaction.url(call.url())));
    String lines = String.join(" \\\n  ", command);
    return hinted(call.keeps().isEmpty() ? lines : keeping(lines, call));
  }

  private static String hinted(String lines) {
    return lines.indexOf('…') < 0 ? lines : FILL_IN + lines;
  }

  /**
   * Lines that make the authorization request: the verifier stays in the shell.
   *
   * @param address without client_id, state and code_challenge
   * @param client its client_id; empty for the one that the shell has registered
   * @param redaction what it does not show of the address is left to the person to fill in
   */
  static String authorize(String address, String client, String state, Redaction redaction) {
    String id = client.isEmpty() ? "\"$CLIENT_ID\"" : quoted(GuideUrls.encoded(client));
    return hinted(String.join(
        "\n",
        "VERIFIER=$(openssl rand -hex 32)",
        "CHALLENGE=$(printf %s \"$VERIFIER\" | openssl dgst -sha256 -binary | openssl base64 | tr '+/' '-_' | tr -d '=\\n')",
        "echo " + quoted(shown(address, redaction) + "&state=" + state + "&client_id=") + id
            + "'&code_challenge='\"$CHALLENGE\"",
        "# Open this address in a browser. The page that you come back to shows a code: paste it here.",
        "printf 'code: '; read -r CODE"));
  }

  // Still encoded, or it would be no address.
  private static String shown(String address, Redaction redaction) {
    var parameters = RedactedParameters.ofAny(redaction);
    int query = address.indexOf('?') + 1;
    return redaction.url(address.substring(0, query))
        + Arrays.stream(address.substring(query).split("&"))
            .map(parameters::inQuery)
            .collect(Collectors.joining("&"));
  }

  /** In single quotes, so that the shell changes nothing. */
  static String quoted(String text) {
    return '\'' + text.replace("'", "'\\''") + '\'';
  }

  private static String keeping(String lines, GuideRequest call) {
    String read =
        call.keeps().stream().sorted().map(ShellVariable::read).collect(Collectors.joining("\n"));
    return "ANSWER=$(" + lines.replaceFirst("curl -i", "curl -s -i")
        + ")\nprintf '%s\\n' \"$ANSWER\"\n" + read;
  }

  private static String header(String name, String value, Redaction redaction) {
    if (name.equals("Authorization") && value.startsWith("Basic ")) {
      return "-u \"$CLIENT_ID:$CLIENT_SECRET\"";
    }
    return switch (name) {
      case "Authorization" -> "-H \"Authorization: Bearer $TOKEN\"";
      case "Mcp-Session-Id" -> "-H \"Mcp-Session-Id: $SESSION\"";
      default -> "-H " + quoted(name + ": " + new RedactedHeaders(redaction).of(name, value));
    };
  }

  private static String body(GuideRequest call, Redaction redaction) {
    if (call.body().startsWith("{")) {
      return quoted(call.body());
    }
    var parameters = RedactedParameters.ofAny(redaction);
    return Arrays.stream(call.body().split("&"))
        .map(pair -> pair.split("=", 2))
        .map(pair -> isKept(pair[0], call.body())
            ? pair[0] + "='\"$" + variable(pair[0], call.body()) + "\"'"
            : parameters.inQuery(pair[0] + '=' + pair[1]))
        .collect(Collectors.joining("&", "'", "'"));
  }

  // The client_id is that of the shell's own registration where a secret belongs to it.
  private static boolean isKept(String name, String body) {
    return name.equals("client_id")
        ? body.contains("&client_secret=")
        : name.equals("token") || SECRETS.containsKey(name);
  }

  // RFC 7009 §2.1: which of the two is revoked stands beside it.
  private static ShellVariable variable(String name, String body) {
    return name.equals("token")
        ? body.contains("token_type_hint=refresh_token")
            ? ShellVariable.REFRESH_TOKEN
            : ShellVariable.TOKEN
        : SECRETS.getOrDefault(name, ShellVariable.TOKEN);
  }
}
