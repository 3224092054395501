package dev.gatehouse.authserver.session;

import dev.gatehouse.authserver.page.PageFault;
import dev.gatehouse.http.address.RemoteAddress;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.store.BrowserSession;
import dev.gatehouse.store.Owner;
import dev.gatehouse.store.PendingRequest;
import dev.gatehouse.store.PendingRequests;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The authorization requests of a browser on their way through login and consent; no other browser gets at them. */
public final class AuthorizationTransactions {
  /** The name of the parameter that carries the id. */
  public static final String FIELD = "transaction";

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final PendingRequests requests;
  private final Secrets secrets;
  private final Clock clock;

  public AuthorizationTransactions(PendingRequests requests, Secrets secrets, Clock clock) {
    this.requests = requests;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Begins one, to go on within ten minutes. It takes the room of the user who is logged in, or else that of the address: a flood of
   * strangers crowds out neither those at other addresses nor those who are known.
   */
  public Future<PendingRequest> begin(
      Browser browser, String address, AuthorizationRequest request) {
    Instant now = clock.instant();
    BrowserSession session = browser.session();
    var pending = new PendingRequest(
        secrets.next(16),
        browser.name(),
        session == null
            ? Owner.network(address, RemoteAddress.site(address))
            : Owner.user(session.user()),
        request,
        now,
        now.plus(LIFETIME));
    return requests.save(pending).map(pending);
  }

  /** The one with this id; fails with a page when it has ended or was begun elsewhere. */
  public Future<PendingRequest> find(Browser browser, String id) {
    return requests
        .find(id)
        .map(found -> found
            .filter(pending -> pending.browser().equals(browser.name()))
            .orElseThrow(AuthorizationTransactions::ended));
  }

  /** Ends it: of all that answer it at once, one goes on and the others get the page. */
  public Future<PendingRequest> end(PendingRequest pending) {
    return requests
        .take(pending.id())
        .map(taken -> taken.orElseThrow(AuthorizationTransactions::ended));
  }

  /** The page for a request that is not there. */
  public static PageFault ended() {
    return new PageFault(
        Cause.TRANSACTION_ENDED,
        400,
        "This request has ended",
        "It was answered already, is older than ten minutes, was begun in another browser, made room for later ones from the same network or user, or this server was restarted since.",
        "Go back to the client and start again from there. If you have just answered it, there is nothing left to do here.",
        "");
  }
}
