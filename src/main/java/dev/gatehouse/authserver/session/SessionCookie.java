package dev.gatehouse.authserver.session;

import dev.gatehouse.oauth.Secrets;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie that names a browser. Called after the port, because cookies do not keep ports apart and two servers on one machine would
 * overwrite each other's; {@code __Host-} on https.
 */
public final class SessionCookie {
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String name;
  private final boolean secure;
  private final Secrets secrets;

  public SessionCookie(String issuer, int port, Secrets secrets) {
    this.secure = issuer.startsWith("https://");
    this.name = (secure ? "__Host-" : "") + "gatehouse_" + port + "_sid";
    this.secrets = secrets;
  }

  /** The value that the browser sent, if it looks like one of ours. */
  Optional<String> read(RoutingContext ctx) {
    List<String> values =
        ctx.request().cookies(name).stream().map(Cookie::getValue).toList();
    return values.size() == 1
        ? values.stream().filter(value -> VALUE.matcher(value).matches()).findFirst()
        : Optional.empty();
  }

  /** Gives the browser a new value, which is returned. */
  String renew(RoutingContext ctx) {
    String value = secrets.next();
    ctx.response().addCookie(cookie(value));
    return value;
  }

  /** Takes it from the browser. */
  void clear(RoutingContext ctx) {
    ctx.response().addCookie(cookie("").setMaxAge(0));
  }

  // Lax, not Strict: the browser arrives from the client's site and must be recognised.
  private Cookie cookie(String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.LAX);
  }
}
