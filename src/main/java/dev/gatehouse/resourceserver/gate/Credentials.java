package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.token.dpop.ProofCheck;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * How a token is sent: in one {@code Authorization} header, RFC 6750 §2.1 or RFC 9449 §7.1, and in no other way. Never in the URL, which is
 * logged and passed on (OAuth 2.1 §5.1, MCP authorization "Token Requirements").
 *
 * @param dpop whether the scheme is DPoP, and a proof comes with it
 * @param token the access token
 */
record Credentials(boolean dpop, String token) {
  private static final String QUERY = "access_token";
  private static final boolean[] TOKEN68 = new boolean[128];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/"
        .chars()
        .forEach(c -> TOKEN68[c] = true);
  }

  /** The token; empty where there is none, or credentials of another scheme. {@code invalid_request} where it is not sent as it must be. */
  static Optional<Credentials> read(HttpServerRequest request) {
    if (hasQueryToken(request)) {
      throw OAuthException.invalidRequest(
          "send the token in the Authorization header, never in the URL"); // RFC 9700 §4.3.2
    }
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.size() > 1) {
      throw OAuthException.invalidRequest("send exactly one Authorization header"); // RFC 9110 §5.3
    }
    return headers.stream().findFirst().flatMap(Credentials::read);
  }

  /** Whether the request says that it uses DPoP, well or not: then it is told of its faults in that scheme. */
  static boolean triesDpop(HttpServerRequest request) {
    return request.headers().contains(ProofCheck.HEADER)
        || request.headers().getAll(HttpHeaders.AUTHORIZATION).stream()
            .anyMatch(header -> header.regionMatches(true, 0, "dpop", 0, 4));
  }

  // Every request comes by here: a loop over a table, no regular expression.
  private static Optional<Credentials> read(String header) {
    boolean dpop = hasScheme(header, "dpop");
    if (!dpop && !hasScheme(header, "bearer")) {
      return Optional.empty();
    }
    int start = skip(header, dpop ? "dpop".length() : "bearer".length(), ' ');
    int end = start;
    while (end < header.length() && isToken68(header.charAt(end))) {
      end++;
    }
    int padded = end > start ? skip(header, end, '=') : end; // RFC 9110 §11.2
    if (padded == start || skip(header, padded, ' ') != header.length()) {
      String name = dpop ? "DPoP" : "Bearer";
      throw OAuthException.invalidRequest("the Authorization header is not '" + name + " <token>'");
    }
    return Optional.of(new Credentials(dpop, header.substring(start, padded)));
  }

  private static boolean hasScheme(String header, String scheme) {
    int end = scheme.length();
    return header.regionMatches(true, 0, scheme, 0, end)
        && (header.length() == end || header.charAt(end) == ' ');
  }

  private static int skip(String text, int from, char skipped) {
    int at = from;
    while (at < text.length() && text.charAt(at) == skipped) {
      at++;
    }
    return at;
  }

  private static boolean isToken68(char c) {
    return c < TOKEN68.length && TOKEN68[c];
  }

  private static boolean hasQueryToken(HttpServerRequest request) {
    String query = request.query();
    int at = query == null ? -1 : query.indexOf(QUERY);
    while (at >= 0) {
      int end = at + QUERY.length();
      boolean begins = at == 0 || query.charAt(at - 1) == '&';
      if (begins
          && (end == query.length() || query.charAt(end) == '=' || query.charAt(end) == '&')) {
        return true;
      }
      at = query.indexOf(QUERY, end);
    }
    return false;
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Credentials[" + (dpop ? "DPoP" : "Bearer") + "]";
  }
}
