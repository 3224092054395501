package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.oauth.OAuthException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a token is sent: in one {@code Authorization} header, RFC 6750 §2.1, and in no other way. Never in the URL, which is logged and
 * passed on (OAuth 2.1 §5.1, MCP authorization "Token Requirements").
 */
final class Credentials {
  private static final Pattern SCHEME = Pattern.compile("(?i)bearer(?: .*)?");
  private static final Pattern QUERY = Pattern.compile("(?:^|&)access_token(?:=|&|$)");
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/-]+=*) *");

  private Credentials() {}

  /** The token; empty where there is none, or credentials of another scheme. {@code invalid_request} where it is not sent as it must be. */
  static Optional<String> bearer(HttpServerRequest request) {
    if (hasQueryToken(request)) {
      throw OAuthException.invalidRequest(
          "send the token in the Authorization header, never in the URL"); // RFC 9700 §4.3.2
    }
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.size() > 1) {
      throw OAuthException.invalidRequest("send exactly one Authorization header"); // RFC 9110 §5.3
    }
    return headers.stream()
        .filter(header -> SCHEME.matcher(header).matches())
        .findFirst()
        .map(Credentials::token);
  }

  private static String token(String header) {
    var match = BEARER.matcher(header);
    if (!match.matches()) {
      throw OAuthException.invalidRequest("the Authorization header is not 'Bearer <token>'");
    }
    return match.group(1);
  }

  private static boolean hasQueryToken(HttpServerRequest request) {
    String query = request.query();
    return query != null && QUERY.matcher(query).find();
  }
}
