package dev.gatehouse.resourceserver.landing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.oauth.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the page remembers of its visitors, for a while and for so many: logins under way by {@code state}, sessions by cookie. */
final class PageSessions {
  static final Duration LOGIN_TIME = Duration.ofMinutes(10);
  private static final Duration SESSION_TIME = Duration.ofHours(8);
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Cache<String, PendingLogin> logins;
  private final Cache<String, PageSession> sessions;

  PageSessions(Clock clock) {
    this.clock = clock;
    this.logins = bounded(LOGIN_TIME);
    this.sessions = bounded(SESSION_TIME);
  }

  void begin(PendingLogin login) {
    logins.put(Secrets.sha256(login.state()), login);
  }

  /** The login of that state, once: whoever comes second finds nothing. */
  Optional<PendingLogin> redeem(String state) {
    return Optional.ofNullable(logins.asMap().remove(Secrets.sha256(state)))
        .filter(login -> isAhead(login.expiresAt()));
  }

  void save(String cookie, PageSession session) {
    sessions.put(Secrets.sha256(cookie), session);
  }

  /** The session of that cookie; empty once its token has expired. */
  Optional<PageSession> find(String cookie) {
    @Nullable PageSession session = sessions.getIfPresent(Secrets.sha256(cookie));
    return Optional.ofNullable(session).filter(found -> isAhead(found.expiresAt()));
  }

  /** Ends the session, and says what it was. */
  Optional<PageSession> end(String cookie) {
    return Optional.ofNullable(sessions.asMap().remove(Secrets.sha256(cookie)));
  }

  private boolean isAhead(Instant time) {
    return clock.instant().isBefore(time);
  }

  private <T> Cache<String, T> bounded(Duration time) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterWrite(time)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .build();
  }
}
