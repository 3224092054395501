package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.uri.WellKnown;
import java.util.Optional;

/** Tells by path, method and status which step an exchange is. */
final class StepClassifier {
  private StepClassifier() {}

  static Step of(Exchange exchange) {
    if (exchange.request().method().equals("OPTIONS")) {
      return Step.PREFLIGHT;
    }
    return exchange.party() == Party.AUTHORIZATION_SERVER
        ? atAuthorizationServer(exchange)
        : atResourceServer(exchange);
  }

  private static Step atAuthorizationServer(Exchange exchange) {
    String path = exchange.request().path();
    if (path.contains(WellKnown.PREFIX)) {
      return Step.SERVER_METADATA;
    }
    return ServerEndpoint.find(Party.AUTHORIZATION_SERVER, path)
        .flatMap(ServerEndpoint::step)
        .map(step -> switch (step) {
          case LOGIN -> isPost(exchange) ? Step.LOGIN : Step.LOGIN_PAGE;
          case CONSENT -> isPost(exchange) ? Step.CONSENT : Step.CONSENT_PAGE;
          case TOKEN -> grant(exchange);
          default -> step;
        })
        .orElse(Step.OTHER);
  }

  private static Step grant(Exchange exchange) {
    return switch (exchange.request().parameter("grant_type")) {
      case "refresh_token" -> Step.REFRESH;
      case "client_credentials" -> Step.CLIENT_CREDENTIALS;
      default -> Step.TOKEN;
    };
  }

  private static Step atResourceServer(Exchange exchange) {
    String path = exchange.request().path();
    if (path.startsWith(WellKnown.PROTECTED_RESOURCE)) {
      return Step.RESOURCE_METADATA;
    }
    if (path.contains(WellKnown.PREFIX)) {
      return Step.WRONG_SERVER;
    }
    return ServerEndpoint.find(Party.RESOURCE_SERVER, path)
        .flatMap(endpoint -> atResourceServer(endpoint, exchange))
        .orElse(isAdvertisedByTheOther(path) ? Step.WRONG_SERVER : Step.OTHER);
  }

  private static Optional<Step> atResourceServer(ServerEndpoint endpoint, Exchange exchange) {
    return switch (endpoint) {
      case MCP -> Optional.of(mcp(exchange));
      case LANDING_PAGE -> isPost(exchange) ? Optional.of(mcp(exchange)) : endpoint.step();
      case WHOAMI -> isWithoutToken(exchange) ? Optional.of(Step.CHALLENGE) : endpoint.step();
      default -> endpoint.step();
    };
  }

  private static boolean isAdvertisedByTheOther(String path) {
    return ServerEndpoint.find(Party.AUTHORIZATION_SERVER, path)
        .flatMap(ServerEndpoint::member)
        .isPresent();
  }

  private static boolean isPost(Exchange exchange) {
    return exchange.request().method().equals("POST");
  }

  private static Step mcp(Exchange exchange) {
    if (isWithoutToken(exchange)) {
      return Step.CHALLENGE;
    }
    if (exchange.answer().status() == 403
        && exchange.answer().header("www-authenticate").contains("insufficient_scope")) {
      return Step.STEP_UP;
    }
    return switch (JsonBodies.method(exchange)) {
      case "initialize", "server/discover" -> Step.MCP_OPEN;
      case "tools/call" -> Step.TOOL_CALL;
      default -> Step.MCP_REQUEST;
    };
  }

  private static boolean isWithoutToken(Exchange exchange) {
    return exchange.answer().status() == 401
        && !exchange.answer().header("www-authenticate").contains("error=");
  }
}
