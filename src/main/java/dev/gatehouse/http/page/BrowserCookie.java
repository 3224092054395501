package dev.gatehouse.http.page;

import dev.gatehouse.oauth.crypto.Secrets;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cookie whose random value names a browser and tells nothing. Called after the port, because cookies do not keep ports apart and two
 * servers on one machine would overwrite each other's; {@code __Host-} on https.
 */
public final class BrowserCookie {
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String name;
  private final boolean secure;
  private final Secrets secrets;

  /** The URL is the server's public one, the purpose the last part of the name. */
  public BrowserCookie(String url, int port, String purpose, Secrets secrets) {
    this.secure = url.startsWith("https://");
    this.name = (secure ? "__Host-" : "") + "gatehouse_" + port + '_' + purpose;
    this.secrets = secrets;
  }

  /** The value that the browser sent, if it looks like one of ours. Of two one was planted: then none is believed. */
  public Optional<String> read(RoutingContext ctx) {
    // Not Vert.x's cookies(): that keeps one of each name.
    List<String> values = ctx.request().headers().getAll(HttpHeaders.COOKIE).stream()
        .flatMap(header -> ServerCookieDecoder.STRICT.decodeAll(header).stream())
        .filter(cookie -> cookie.name().equals(name))
        .map(cookie -> cookie.value())
        .toList();
    return values.size() == 1
        ? values.stream().filter(value -> VALUE.matcher(value).matches()).findFirst()
        : Optional.empty();
  }

  /** Gives the browser a new value, which is returned. */
  public String renew(RoutingContext ctx) {
    String value = secrets.next();
    ctx.response().addCookie(cookie(value));
    return value;
  }

  /** Takes it from the browser. */
  public void clear(RoutingContext ctx) {
    ctx.response().addCookie(cookie("").setMaxAge(0));
  }

  // Lax, not Strict: the browser arrives from another site, the client's or the other server's, and
  // must be recognised.
  private Cookie cookie(String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.LAX);
  }
}
