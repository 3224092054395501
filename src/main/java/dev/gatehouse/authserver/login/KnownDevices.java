package dev.gatehouse.authserver.login;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.oauth.crypto.Hmac;
import dev.gatehouse.oauth.crypto.Secrets;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A cookie that says with an HMAC who logged in with the browser before (the device cookie of the OWASP, "Slow Down Online Guessing Attacks
 * with Device Cookies"). It logs nobody in: its bearer only has guesses at that name of its own, so that no stranger uses up the owner's.
 * Kept by the browser alone. Valid as long as the {@code session-secret}, at most half a year.
 *
 * <p>On https it is {@code __Host-}; on http it is sent to {@code /login} alone, for other programs on other ports of this computer get the
 * cookies too.
 */
public final class KnownDevices {
  private static final Duration LIFETIME = Duration.ofDays(180);
  private static final int MOST = 5;
  private static final int LONGEST = 1000;
  private static final String BETWEEN_ENTRIES = "~";

  private final String name;
  private final boolean secure;
  private final Hmac hmac;
  private final Secrets secrets;
  private final Clock clock;

  /** The issuer and its port name the cookie, as cookies do not keep ports apart. */
  public KnownDevices(String issuer, int port, String sessionSecret, Secrets secrets, Clock clock) {
    this.secure = issuer.startsWith("https://");
    this.name = (secure ? "__Host-" : "") + "gatehouse_" + port + "_device";
    this.hmac = new Hmac(sessionSecret);
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Who logged in with the browser, when it is the account; the id is random. */
  private record Entry(String id, long expires, String seal) {
    static Optional<Entry> parse(String text) {
      String[] parts = text.split("\\.", -1);
      return parts.length == 3 && parts[1].matches("[0-9]{1,12}")
          ? Optional.of(new Entry(parts[0], Long.parseLong(parts[1]), parts[2]))
          : Optional.empty();
    }

    String text() {
      return id + '.' + expires + '.' + seal;
    }
  }

  /** The id of the browser, where the user of the attempt logged in with it; else empty. */
  String find(RoutingContext ctx, LoginAttempt attempt) {
    return entries(ctx).stream()
        .filter(entry -> isOf(entry, attempt.account()))
        .findFirst()
        .map(Entry::id)
        .orElse("");
  }

  /** The user of the attempt has just logged in with the browser. The longest ago make way. */
  void remember(RoutingContext ctx, LoginAttempt attempt) {
    String account = attempt.account();
    String known = find(ctx, attempt);
    String id = known.isEmpty() ? secrets.next(16) : known;
    long expires = clock.instant().plus(LIFETIME).getEpochSecond();
    var entries = new ArrayList<String>();
    entries.add(new Entry(id, expires, seal(account, id, expires)).text());
    entries(ctx).stream()
        .filter(entry -> !entry.id().equals(id))
        .limit(MOST - 1)
        .forEach(entry -> entries.add(entry.text()));
    ctx.response()
        .addCookie(Cookie.cookie(name, String.join(BETWEEN_ENTRIES, entries))
            .setPath(secure ? "/" : ServerEndpoint.LOGIN.path())
            .setHttpOnly(true)
            .setSecure(secure)
            .setSameSite(CookieSameSite.LAX)
            .setMaxAge(LIFETIME.toSeconds()));
  }

  // Of two cookies one was planted: then none is believed.
  private List<Entry> entries(RoutingContext ctx) {
    List<String> values = ctx.request().headers().getAll(HttpHeaders.COOKIE).stream()
        .flatMap(header -> ServerCookieDecoder.STRICT.decodeAll(header).stream())
        .filter(cookie -> cookie.name().equals(name))
        .map(cookie -> cookie.value())
        .toList();
    if (values.size() != 1 || values.get(0).length() > LONGEST) {
      return List.of();
    }
    return List.of(values.get(0).split(BETWEEN_ENTRIES, -1)).stream()
        .limit(MOST)
        .flatMap(text -> Entry.parse(text).stream())
        .toList();
  }

  private boolean isOf(Entry entry, String account) {
    return Secrets.same(entry.seal(), seal(account, entry.id(), entry.expires()))
        && clock.instant().isBefore(Instant.ofEpochSecond(entry.expires()));
  }

  private String seal(String account, String id, long expires) {
    String sealed = String.join("\n", "known device", account, id, Long.toString(expires));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac.of(sealed));
  }
}
