package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Party;

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
    boolean post = exchange.request().method().equals("POST");
    if (path.contains("/.well-known/")) {
      return Kind.SERVER_METADATA;
    }
    if (path.startsWith("/register/")) {
      return Kind.REGISTRATION_MANAGEMENT;
    }
    return switch (path) {
      case "/oauth/jwks" -> Kind.JWKS;
      case "/register" -> Kind.REGISTRATION;
      case "/par" -> Kind.PUSHED_REQUEST;
      case "/authorize" -> Kind.AUTHORIZE;
      case "/login" -> post ? Kind.LOGIN : Kind.LOGIN_PAGE;
      case "/consent" -> post ? Kind.CONSENT : Kind.CONSENT_PAGE;
      case "/token" -> grant(exchange);
      case "/revoke" -> Kind.REVOCATION;
      case "/introspect" -> Kind.INTROSPECTION;
      case "/logout" -> Kind.LOGOUT;
      case "/allowed" -> Kind.ALLOWED;
      default -> Kind.OTHER;
    };
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
    if (path.startsWith("/.well-known/oauth-protected-resource")) {
      return Kind.RESOURCE_METADATA;
    }
    if (path.contains("/.well-known/") || isOfTheOtherServer(path)) {
      return Kind.WRONG_SERVER;
    }
    if (path.equals("/mcp") || path.equals("/mcp/") || isMcpAtTheOrigin(exchange)) {
      return mcp(exchange);
    }
    if (path.equals("/whoami")) {
      return isWithoutToken(exchange) ? Kind.CHALLENGE : Kind.WHOAMI;
    }
    return path.equals("/") || path.startsWith("/login") ? Kind.PAGE_LOGIN : Kind.OTHER;
  }

  private static boolean isMcpAtTheOrigin(Exchange exchange) {
    return exchange.request().path().equals("/") && exchange.request().method().equals("POST");
  }

  private static boolean isOfTheOtherServer(String path) {
    return switch (path) {
      case "/authorize", "/token", "/register", "/revoke", "/introspect", "/oauth/jwks" -> true;
      default -> false;
    };
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
