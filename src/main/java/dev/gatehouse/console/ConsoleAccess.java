package dev.gatehouse.console;

import dev.gatehouse.http.address.RemoteAddress;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.uri.Loopback;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets in: whoever is at this computer, or, where a password is set, whoever knows it (RFC 7617). And from where: a page of another
 * origin neither reads nor triggers anything, for there is no CORS here and its requests are refused.
 */
final class ConsoleAccess implements Handler<RoutingContext> {
  static final String USER = "console";

  private static final List<String> FORWARDING =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private final String password;

  /** An empty password opens to this computer alone. */
  ConsoleAccess(String password) {
    this.password = password;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (!mayEnter(ctx)) {
      refuse(ctx);
    } else if (comesFromElsewhere(ctx.request())) {
      JsonAnswer.error(ctx, 403, "forbidden_origin", "the console answers to its own pages only");
    } else {
      ctx.next();
    }
  }

  private boolean mayEnter(RoutingContext ctx) {
    if (!password.isEmpty()) {
      return isAuthenticated(ctx.request());
    }
    List<String> hosts = ctx.request().headers().getAll(HttpHeaders.HOST);
    // A proxy on this computer is not the person who sits behind it.
    boolean forwarded = FORWARDING.stream().anyMatch(ctx.request().headers()::contains);
    return !forwarded
        && RemoteAddress.of(ctx).equals("loopback")
        && hosts.size() == 1
        && Loopback.isAuthority(hosts.get(0));
  }

  private boolean isAuthenticated(HttpServerRequest request) {
    List<String> sent = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    String pair = USER + ':' + password;
    String right =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return sent.size() == 1 && Secrets.same(sent.get(0), right);
  }

  private void refuse(RoutingContext ctx) {
    if (password.isEmpty()) {
      JsonAnswer.error(
          ctx,
          403,
          "forbidden",
          "the console answers this computer only; see GATEHOUSE_CONSOLE_PASSWORD");
    } else {
      ctx.response().putHeader("WWW-Authenticate", "Basic realm=\"gatehouse console\"");
      JsonAnswer.error(ctx, 401, "unauthorized", "user " + USER + ", and the console's password");
    }
  }

  // Fetch Metadata: a person who follows a link is let in, a page that fetches is not. What says
  // nothing is no browser, or an old one that sends Origin when it matters.
  private static boolean comesFromElsewhere(HttpServerRequest request) {
    @Nullable String site = request.getHeader("Sec-Fetch-Site");
    if (site == null) {
      @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
      return origin != null && !origin.endsWith("://" + request.getHeader(HttpHeaders.HOST));
    }
    boolean own = site.equals("same-origin") || site.equals("none");
    boolean followed = "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        && "document".equals(request.getHeader("Sec-Fetch-Dest"))
        && "GET".equals(request.method().name());
    return !own && !followed;
  }
}
