package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.quota.FairMap;
import dev.gatehouse.quota.Limit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the page remembers of its visitors, for a while and for so many: logins under way by {@code state}, sessions by cookie. Where there
 * are too many, whoever began most of them makes way: an address, or a user.
 */
public final class PageSessions {
  /** Logins under way. */
  public static final Limit LOGINS = new Limit(4_000, 4 << 20);
  /** Visitors who are logged in. */
  public static final Limit SESSIONS = new Limit(2_000, 6 << 20);

  static final Duration LOGIN_TIME = Duration.ofMinutes(10);
  private static final Limit LOGINS_OF_ADDRESS = new Limit(1_000, 1 << 20);
  private static final Limit SESSIONS_OF_USER = new Limit(100, 1 << 20);
  private static final int FRAME = 1_000;

  private final Clock clock;
  private final FairMap<PendingLogin> logins = new FairMap<>(LOGINS_OF_ADDRESS, LOGINS);
  private final FairMap<PageSession> sessions = new FairMap<>(SESSIONS_OF_USER, SESSIONS);

  PageSessions(Clock clock) {
    this.clock = clock;
  }

  /** A login that was started from that address. */
  void begin(PendingLogin login, String address) {
    long bytes =
        FRAME + 4L * (login.scopes().toString().length() + login.redirectUri().length());
    logins.put(address, Secrets.sha256(login.state()), login, bytes);
  }

  /** The login of that state, once: whoever comes second finds nothing. */
  Optional<PendingLogin> redeem(String state) {
    return logins.remove(Secrets.sha256(state)).filter(login -> isAhead(login.expiresAt()));
  }

  void save(String cookie, PageSession session) {
    String user = String.valueOf(session.claims().getValue("sub"));
    long bytes = FRAME + 6L * session.accessToken().length();
    sessions.put(user, Secrets.sha256(cookie), session, bytes);
  }

  /** The session of that cookie; empty once its token has expired. */
  Optional<PageSession> find(String cookie) {
    return sessions.get(Secrets.sha256(cookie)).filter(found -> isAhead(found.expiresAt()));
  }

  /** Ends the session, and says what it was. */
  Optional<PageSession> end(String cookie) {
    return sessions.remove(Secrets.sha256(cookie));
  }

  private boolean isAhead(Instant time) {
    return clock.instant().isBefore(time);
  }
}
