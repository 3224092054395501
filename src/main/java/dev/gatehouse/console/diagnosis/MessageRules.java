package dev.gatehouse.console.diagnosis;

import static dev.gatehouse.console.diagnosis.DiagnosisRule.when;

import dev.gatehouse.console.run.JsonBodies;
import dev.gatehouse.handshake.Step;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The token passed and the message did not: errors of JSON-RPC 2.0 §5.1, and of MCP. */
final class MessageRules {
  static final List<DiagnosisRule> FAULTS = List.of(MessageRules::error);

  private MessageRules() {}

  private static Optional<Diagnosis> error(DiagnosisContext moment) {
    JsonObject error = JsonBodies.object(JsonBodies.answer(moment.step().exchange()), "error");
    int code = error.getValue("code") instanceof Integer number ? number : 0;
    String message = JsonBodies.string(error, "message");
    return when(
        moment.is(Step.MCP_REQUEST, Step.MCP_OPEN, Step.TOOL_CALL) && code != 0,
        Diagnosis.fault(
                "message-error",
                code == -32603 ? Responsibility.SERVER : Responsibility.CLIENT,
                "Login is fine; the message is not: error " + code)
            .because(message.isEmpty() ? "The answer says no more." : "The answer: " + message)
            .instead(right(code)));
  }

  private static String right(int code) {
    return switch (code) {
      case -32700 -> "Send one JSON value, in UTF-8.";
      case -32600 -> "Send jsonrpc \"2.0\", method, and an id where an answer is wanted.";
      case -32601 ->
        "Call only what the server offered in its answer to initialize or server/discover.";
      case -32602 ->
        "Take name and arguments from tools/list, whose inputSchema says what is taken.";
      case -32603 -> "Look into the log of this server.";
      default -> "Look the code up in the MCP specification of the version that was agreed on.";
    };
  }
}
