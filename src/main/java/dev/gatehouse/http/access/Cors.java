package dev.gatehouse.http.access;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets web pages read a route's answers, errors included: the Fetch standard's CORS protocol, never with credentials. Mount it before all
 * that may refuse, and on no page a person logs in or consents on.
 */
public final class Cors implements Handler<RoutingContext> {
  private static final String EXPOSED =
      "WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version, Retry-After, DPoP-Nonce";
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final int MOST_HEADERS = 50;

  private final Predicate<String> origins;
  private final boolean anyone;
  private final String methods;

  private Cors(Predicate<String> origins, boolean anyone, HttpMethod... methods) {
    this.origins = origins;
    this.anyone = anyone;
    this.methods = Arrays.stream(methods).map(HttpMethod::name).collect(Collectors.joining(", "));
  }

  /** For public documents and for endpoints that look at no cookie: {@code Access-Control-Allow-Origin: *}. */
  public static Cors open(HttpMethod... methods) {
    return new Cors(origin -> true, true, methods);
  }

  /** For origins that the rule allows, each named in its own answer. */
  public static Cors to(OriginRule rule, HttpMethod... methods) {
    return new Cors(rule::allows, false, methods);
  }

  @Override
  public void handle(RoutingContext ctx) {
    allowOrigin(ctx);
    if (HttpMethod.OPTIONS.equals(ctx.request().method())) {
      answerPreflight(ctx);
    } else {
      ctx.next();
    }
  }

  private void allowOrigin(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    String origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
    if (anyone) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    } else {
      response.headers().add(HttpHeaders.VARY, "Origin");
      if (origin == null || !origins.test(origin)) {
        return;
      }
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
  }

  // A wildcard would not cover Authorization, and clients invent headers (Mcp-Param-*): what was
  // asked for and is a header name is allowed. The token, not the header's name, is what protects.
  private void answerPreflight(RoutingContext ctx) {
    HttpServerResponse response =
        ctx.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, methods + ", OPTIONS");
    if (response.headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods);
      response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
      String names =
          validNames(ctx.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS));
      if (!names.isEmpty()) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, names);
      }
    }
    response.end();
  }

  private static String validNames(@Nullable String asked) {
    List<String> names = asked == null ? List.of() : List.of(asked.split(",", MOST_HEADERS + 1));
    return names.stream()
        .limit(MOST_HEADERS)
        .map(String::strip)
        .filter(name -> TOKEN.matcher(name).matches())
        .collect(Collectors.joining(", "));
  }
}
