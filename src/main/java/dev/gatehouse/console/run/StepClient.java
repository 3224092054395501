package dev.gatehouse.console.run;

import dev.gatehouse.handshake.DecodedToken;
import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Step;
import java.util.Objects;

/** Which client a step is of, by whatever it happens to carry. */
final class StepClient {
  private StepClient() {}

  /** The client_id; empty where the step does not tell. */
  static String clientId(RunStep step) {
    Exchange exchange = step.exchange();
    if (step.kind() == Step.PAGE_LOGIN) {
      return RunStep.LANDING_PAGE;
    }
    String parameter = exchange.request().parameter("client_id");
    if (!parameter.isEmpty()) {
      return parameter;
    }
    String registered = registered(step);
    if (!registered.isEmpty()) {
      return registered;
    }
    String decided = step.detail("client");
    return decided.isEmpty() ? inTokenOrBasic(exchange) : decided;
  }

  private static String registered(RunStep step) {
    return step.kind() == Step.REGISTRATION
        ? JsonBodies.string(JsonBodies.answer(step.exchange()), "client_id")
        : "";
  }

  private static String inTokenOrBasic(Exchange exchange) {
    String credentials = exchange.request().header("authorization");
    if (credentials.startsWith("Basic ") && credentials.contains(":")) {
      return credentials.substring("Basic ".length(), credentials.indexOf(':'));
    }
    return exchange.tokens().stream()
        .filter(token -> token.place().equals("authorization"))
        .map(DecodedToken::claims)
        .map(claims -> Objects.toString(claims.get("client_id"), ""))
        .findFirst()
        .orElse("");
  }
}
