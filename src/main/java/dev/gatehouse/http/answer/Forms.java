package dev.gatehouse.http.answer;

import dev.gatehouse.http.limit.RequestLimits;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters of a request: the query, or a body of {@code application/x-www-form-urlencoded} (RFC 6749 appendix B). */
public final class Forms {
  private static final String FORM = "application/x-www-form-urlencoded";

  private Forms() {}

  /** Reads a body of at most 64 KiB, without uploads; 413 beyond. */
  public static Handler<RoutingContext> body() {
    return RequestLimits.body(RequestLimits.FORM);
  }

  /** The parameters of the body; {@code invalid_request} when it is of another type, or the URL has parameters too. */
  public static Params form(RoutingContext ctx) {
    if (ctx.request().query() != null && !ctx.request().query().isEmpty()) {
      // RFC 6749 §2.3.1: what may hold a secret is never put into a URL.
      throw OAuthException.invalidRequest(
          Cause.PARAMETERS_IN_URL, "send the parameters in the body, none in the URL");
    }
    if (!isForm(ctx)) {
      throw OAuthException.invalidRequest(
          Cause.REQUEST_MALFORMED, "send the parameters as " + FORM);
    }
    return params(ctx.request().formAttributes());
  }

  /** Whether the body claims to be a form. */
  static boolean isForm(RoutingContext ctx) {
    List<String> types = ctx.request().headers().getAll(HttpHeaders.CONTENT_TYPE);
    return types.size() == 1
        && types.get(0).split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM);
  }

  /** The parameters of the query; {@code invalid_request} when it cannot be decoded. Only {@code &} separates them, as in a form. */
  public static Params query(RoutingContext ctx) {
    try {
      return params(ctx.request().params(true)); // true: a semicolon is a character like others
    } catch (IllegalArgumentException broken) {
      throw OAuthException.invalidRequest(
          Cause.REQUEST_MALFORMED, "the query is not percent-encoded UTF-8");
    }
  }

  /** The body's parameters, encoded for a query. */
  public static String asQuery(RoutingContext ctx) {
    return ctx.request().formAttributes().entries().stream()
        .map(entry -> encoded(entry.getKey()) + '=' + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  // A MultiMap folds case when asked by name; its entries keep the case that was sent, which is
  // what counts.
  private static Params params(MultiMap source) {
    var values = new LinkedHashMap<String, List<String>>();
    for (Map.Entry<String, String> entry : source.entries()) {
      values.computeIfAbsent(entry.getKey(), name -> new ArrayList<>()).add(entry.getValue());
    }
    return new Params(values);
  }
}
