package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.token.dpop.DpopProofCheck;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a token is sent: in one {@code Authorization} header, RFC 6750 §2.1 or RFC 9449 §7.1, and in no other way. Never in the URL, which is
 * logged and passed on (OAuth 2.1 §5.1, MCP authorization "Token Requirements").
 *
 * @param dpop whether the scheme is DPoP, and a proof comes with it
 * @param token the access token
 */
record TokenCredentials(boolean dpop, String token) {
  private static final String QUERY = "access_token";
  private static final boolean[] TOKEN68 = new boolean[128];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/"
        .chars()
        .forEach(c -> TOKEN68[c] = true);
  }

  /**
   * The token; empty where there is none, or credentials of another scheme. Fails with {@code invalid_request} where it is sent in a way
   * that a new token would not mend, and with {@code invalid_token} where it is malformed, so that the client gets another; RFC 6750 §3.1.
   */
  static Optional<TokenCredentials> read(HttpServerRequest request) {
    if (hasQueryToken(request)) {
      throw OAuthException.invalidRequest(
          Cause.TOKEN_IN_URL,
          "send the token in the Authorization header, never in the URL"); // RFC 9700 §4.3.2
    }
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.size() > 1) {
      throw severalHeaders(); // RFC 9110 §5.3
    }
    return headers.stream().findFirst().flatMap(TokenCredentials::read);
  }

  /** Whether the request says that it uses DPoP, well or not: then it is told of its faults in that scheme. */
  static boolean triesDpop(HttpServerRequest request) {
    return request.headers().contains(DpopProofCheck.HEADER)
        || request.headers().getAll(HttpHeaders.AUTHORIZATION).stream()
            .anyMatch(header -> header.regionMatches(true, 0, "dpop", 0, 4));
  }

  // Every request comes by here: a loop over a table, no regular expression.
  private static Optional<TokenCredentials> read(String header) {
    boolean dpop = hasScheme(header, "dpop");
    if (!dpop && !hasScheme(header, "bearer")) {
      return Optional.empty();
    }
    int start = skip(header, dpop ? "dpop".length() : "bearer".length(), ' ');
    if (start == header.length()) {
      return Optional.empty(); // what a configuration with an unset variable sends
    }
    int end = start;
    while (end < header.length() && isToken68(header.charAt(end))) {
      end++;
    }
    int padded = end > start ? skip(header, end, '=') : end; // RFC 9110 §11.2
    if (padded == start || skip(header, padded, ' ') != header.length()) {
      throw malformed(header, dpop);
    }
    return Optional.of(new TokenCredentials(dpop, header.substring(start, padded)));
  }

  private static OAuthException malformed(String header, boolean dpop) {
    boolean several =
        Arrays.stream(header.split(",", -1)).skip(1).anyMatch(TokenCredentials::isNext);
    if (several) {
      return severalHeaders(); // a proxy may join the lines, RFC 9110 §5.3
    }
    String name = dpop ? "DPoP" : "Bearer";
    return OAuthException.of(
        OAuthError.INVALID_TOKEN,
        Cause.TOKEN_HEADER_MALFORMED,
        "the Authorization header is not '" + name + " <token>'");
  }

  private static boolean isNext(String part) {
    return Stream.of("bearer", "dpop", "basic").anyMatch(scheme -> hasScheme(part.strip(), scheme));
  }

  private static OAuthException severalHeaders() {
    return OAuthException.invalidRequest(
        Cause.HEADER_REPEATED, "send exactly one Authorization header");
  }

  /** What a request without a token is told: what is in its {@code Authorization} header, if that is there. */
  static String absence(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || header.isBlank()) {
      return "present a bearer token";
    }
    return hasScheme(header, "bearer") || hasScheme(header, "dpop")
        ? "the Authorization header has a scheme and no token: present a bearer token"
        : "the Authorization header is of another scheme: present a bearer token";
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
      if (begins && hasValue(query, end)) {
        return true;
      }
      at = query.indexOf(QUERY, end);
    }
    return false;
  }

  // RFC 6749 §3.1: a parameter without a value is as if omitted.
  private static boolean hasValue(String query, int end) {
    return end + 1 < query.length() && query.charAt(end) == '=' && query.charAt(end + 1) != '&';
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Credentials[" + (dpop ? "DPoP" : "Bearer") + "]";
  }
}
