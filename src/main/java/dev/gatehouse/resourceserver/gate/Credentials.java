package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.token.dpop.ProofCheck;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a token is sent: in one {@code Authorization} header, RFC 6750 §2.1 or RFC 9449 §7.1, and in no other way. Never in the URL, which is
 * logged and passed on (OAuth 2.1 §5.1, MCP authorization "Token Requirements").
 *
 * @param dpop whether the scheme is DPoP, and a proof comes with it
 * @param token the access token
 */
record Credentials(boolean dpop, String token) {
  private static final Pattern QUERY = Pattern.compile("(?:^|&)access_token(?:=|&|$)");
  private static final Pattern SCHEME = Pattern.compile("(?i)(bearer|dpop)(?: .*)?");
  private static final Pattern TOKEN =
      Pattern.compile("(?i)(bearer|dpop) +([A-Za-z0-9._~+/-]+=*) *");

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

  private static Optional<Credentials> read(String header) {
    Matcher match = TOKEN.matcher(header);
    if (match.matches()) {
      return Optional.of(new Credentials(isDpop(match), match.group(2)));
    }
    Matcher scheme = SCHEME.matcher(header);
    if (scheme.matches()) {
      String name = isDpop(scheme) ? "DPoP" : "Bearer";
      throw OAuthException.invalidRequest("the Authorization header is not '" + name + " <token>'");
    }
    return Optional.empty();
  }

  private static boolean isDpop(Matcher scheme) {
    return scheme.group(1).equalsIgnoreCase("dpop");
  }

  private static boolean hasQueryToken(HttpServerRequest request) {
    String query = request.query();
    return query != null && QUERY.matcher(query).find();
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Credentials[" + (dpop ? "DPoP" : "Bearer") + "]";
  }
}
