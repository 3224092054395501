package dev.gatehouse.authserver.session;

import dev.gatehouse.http.page.BrowserCookie;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.model.SessionSettings;
import dev.gatehouse.store.BrowserSession;
import dev.gatehouse.store.BrowserSessions;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells browsers apart, and who is logged in with them. A browser without login costs no memory: its cookie is all there is of it. At
 * login the cookie is renewed, so that whoever knew the old one has nothing (CWE-384).
 */
public final class Browsers {
  private final BrowserCookie cookie;
  private final BrowserSessions sessions;
  private final SessionSettings rules;
  private final Clock clock;

  /** The rules say how long a login lasts, with a busy browser and with one that is not used. */
  public Browsers(
      BrowserCookie cookie, BrowserSessions sessions, SessionSettings rules, Clock clock) {
    this.cookie = cookie;
    this.sessions = sessions;
    this.rules = rules;
    this.clock = clock;
  }

  /** The browser of the request, if it has a cookie of ours. */
  public Future<Optional<Browser>> recognise(RoutingContext ctx) {
    Optional<String> value = cookie.read(ctx);
    if (value.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    String key = Secrets.sha256(value.get());
    return sessions
        .use(key, idleUntil())
        .map(found -> Optional.of(found
            .map(session -> new Browser(value.get(), session.browser(), session))
            .orElseGet(() -> new Browser(value.get(), key, null))));
  }

  /** Whether the browser brought a cookie of ours, good or not. */
  public boolean isKnown(RoutingContext ctx) {
    return cookie.read(ctx).isPresent();
  }

  /** The browser of the request; one that has no cookie is given one. */
  public Future<Browser> welcome(RoutingContext ctx) {
    return recognise(ctx)
        .map(known -> known.orElseGet(() -> {
          String value = cookie.renew(ctx);
          return new Browser(value, Secrets.sha256(value), null);
        }));
  }

  /** Logs the user in with the browser, in place of whoever was. */
  public Future<Browser> logIn(RoutingContext ctx, Browser browser, String user, String ring) {
    String value = cookie.renew(ctx);
    Instant now = clock.instant();
    var session = new BrowserSession(
        Secrets.sha256(value), browser.name(), user, ring, now, now.plus(rules.lifetime()));
    return sessions
        .end(Secrets.sha256(browser.cookie()))
        .compose(ended -> sessions.save(session, idleUntil()))
        .map(saved -> new Browser(value, browser.name(), session));
  }

  // OWASP ASVS 7.3: a session ends when it is not used, and in any case when its lifetime is over.
  private Instant idleUntil() {
    return clock.instant().plus(rules.idleLifetime());
  }

  /** Logs out whoever is logged in with the browser. */
  public Future<Void> logOut(RoutingContext ctx, Browser browser) {
    cookie.clear(ctx);
    return sessions.end(Secrets.sha256(browser.cookie()));
  }
}
