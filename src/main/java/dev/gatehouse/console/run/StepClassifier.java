package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.oauth.WellKnown;

/** Tells by path, method and status which step an exchange is. */
final class StepClassifier {
  private StepClassifier() {}

  static Kind of(Exchange exchange) {
    if (exchange.request().method().equals("OPTIONS")) {
      return Kind.PREFLIGHT;
    }
    return exchange.party() == Party.AUTHORIZATION_SERVER
        ? atAuthorizationServer(exchange)
        : atResourceServer(exchange);
  }

  private static Kind atAuthorizationServer(Exchange exchange) {
    String path = exchange.request().path();
    if (path.contains(WellKnown.PREFIX)) {
      return Kind.SERVER_METADATA;
    }
    boolean post = isPost(exchange);
    return ServerEndpoint.find(Party.AUTHORIZATION_SERVER, path)
        .map(endpoint -> switch (endpoint) {
          case JWKS -> Kind.JWKS;
          case REGISTRATION -> Kind.REGISTRATION;
          case REGISTRATION_MANAGEMENT -> Kind.REGISTRATION_MANAGEMENT;
          case PUSHED_REQUEST -> Kind.PUSHED_REQUEST;
          case AUTHORIZATION -> Kind.AUTHORIZE;
          case LOGIN -> post ? Kind.LOGIN : Kind.LOGIN_PAGE;
          case CONSENT -> post ? Kind.CONSENT : Kind.CONSENT_PAGE;
          case TOKEN -> grant(exchange);
          case REVOCATION -> Kind.REVOCATION;
          case INTROSPECTION -> Kind.INTROSPECTION;
          case LOGOUT -> Kind.LOGOUT;
          case AUTHORIZED_CLIENTS -> Kind.ALLOWED;
          default -> Kind.OTHER;
        })
        .orElse(Kind.OTHER);
  }

  private static Kind grant(Exchange exchange) {
    return switch (exchange.request().parameter("grant_type")) {
      case "refresh_token" -> Kind.REFRESH;
      case "client_credentials" -> Kind.CLIENT_CREDENTIALS;
      default -> Kind.TOKEN;
    };
  }

  private static Kind atResourceServer(Exchange exchange) {
    String path = exchange.request().path();
    if (path.startsWith(WellKnown.PROTECTED_RESOURCE)) {
      return Kind.RESOURCE_METADATA;
    }
    if (path.contains(WellKnown.PREFIX)) {
      return Kind.WRONG_SERVER;
    }
    return ServerEndpoint.find(Party.RESOURCE_SERVER, path)
        .map(endpoint -> switch (endpoint) {
          case MCP -> mcp(exchange);
          case WHOAMI -> isWithoutToken(exchange) ? Kind.CHALLENGE : Kind.WHOAMI;
          case LANDING_PAGE -> isPost(exchange) ? mcp(exchange) : Kind.PAGE_LOGIN;
          case LANDING_LOGIN, LANDING_CALLBACK, LANDING_LOGOUT, LANDING_CALL, LANDING_TOKEN ->
            Kind.PAGE_LOGIN;
          default -> Kind.OTHER;
        })
        .orElse(isAdvertisedByTheOther(path) ? Kind.WRONG_SERVER : Kind.OTHER);
  }

  private static boolean isAdvertisedByTheOther(String path) {
    return ServerEndpoint.find(Party.AUTHORIZATION_SERVER, path)
        .flatMap(ServerEndpoint::member)
        .isPresent();
  }

  private static boolean isPost(Exchange exchange) {
    return exchange.request().method().equals("POST");
  }

  private static Kind mcp(Exchange exchange) {
    if (isWithoutToken(exchange)) {
      return Kind.CHALLENGE;
    }
    if (exchange.answer().status() == 403
        && exchange.answer().header("www-authenticate").contains("insufficient_scope")) {
      return Kind.STEP_UP;
    }
    return switch (JsonBodies.method(exchange)) {
      case "initialize", "server/discover" -> Kind.MCP_OPEN;
      case "tools/call" -> Kind.TOOL_CALL;
      default -> Kind.MCP;
    };
  }

  private static boolean isWithoutToken(Exchange exchange) {
    return exchange.answer().status() == 401
        && !exchange.answer().header("www-authenticate").contains("error=");
  }
}
