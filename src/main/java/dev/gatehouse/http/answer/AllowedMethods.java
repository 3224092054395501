package dev.gatehouse.http.answer;

import dev.gatehouse.http.access.Cors;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers 405 with {@code Allow} where the method is none of the route's, and {@code OPTIONS} with {@code Allow} alone; RFC 9110 §15.5.6 and
 * §9.3.7. What a page of another origin may read is for {@link Cors} to say, before this.
 */
public final class AllowedMethods implements Handler<RoutingContext> {
  private final Set<HttpMethod> methods;
  private final String allow;
  private final Handler<RoutingContext> refusal;

  /** Refuses with JSON. */
  public AllowedMethods(HttpMethod... methods) {
    this(AllowedMethods::refuse, methods);
  }

  private AllowedMethods(Handler<RoutingContext> refusal, HttpMethod... methods) {
    this.refusal = refusal;
    this.methods = Set.of(methods);
    this.allow = Arrays.stream(methods).map(HttpMethod::name).collect(Collectors.joining(", "));
  }

  /** Leaves the refusal to the failure handler of the route. */
  public static AllowedMethods orFail(HttpMethod... methods) {
    return new AllowedMethods(ctx -> ctx.fail(405), methods);
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (methods.contains(ctx.request().method())) {
      ctx.next();
    } else if (HttpMethod.OPTIONS.equals(ctx.request().method())) {
      ctx.response()
          .setStatusCode(204)
          .putHeader(HttpHeaders.ALLOW, allow + ", OPTIONS")
          .end();
    } else {
      ctx.response().putHeader(HttpHeaders.ALLOW, allow + ", OPTIONS");
      refusal.handle(ctx);
    }
  }

  private static void refuse(RoutingContext ctx) {
    String allow = ctx.response().headers().get(HttpHeaders.ALLOW);
    JsonAnswer.error(ctx, 405, "method_not_allowed", "use " + allow.replace(", OPTIONS", ""));
  }
}
