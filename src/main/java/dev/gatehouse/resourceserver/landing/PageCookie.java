package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.oauth.Secrets;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cookie that names a visitor's session. Called after the port, because cookies do not keep ports apart; {@code __Host-} on https. */
final class PageCookie {
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String name;
  private final boolean secure;
  private final Secrets secrets;

  PageCookie(String origin, int port, Secrets secrets) {
    this.secure = origin.startsWith("https://");
    this.name = (secure ? "__Host-" : "") + "gatehouse_" + port + "_page";
    this.secrets = secrets;
  }

  /** The value that the browser sent, if it is one and looks like ours. */
  Optional<String> read(RoutingContext context) {
    List<String> values =
        context.request().cookies(name).stream().map(Cookie::getValue).toList();
    return values.size() == 1
        ? values.stream().filter(value -> VALUE.matcher(value).matches()).findFirst()
        : Optional.empty();
  }

  /** Gives the browser a new value, which is returned. */
  String renew(RoutingContext context) {
    String value = secrets.next();
    context.response().addCookie(cookie(value));
    return value;
  }

  void clear(RoutingContext context) {
    context.response().addCookie(cookie("").setMaxAge(0));
  }

  // Lax, not Strict: the browser comes back from the authorization server's site.
  private Cookie cookie(String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.LAX);
  }
}
