package dev.gatehouse.authserver.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** From which addresses each user logged in: the latest few of each, so that nobody's take the room of another's. */
final class KnownAddresses {
  private static final int MOST_OF_ACCOUNT = 20;
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final Map<String, Map<String, Instant>> lastLogins = new HashMap<>();
  private final Clock clock;

  KnownAddresses(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean knows(LoginAttempt attempt) {
    return Optional.ofNullable(lastLogins.get(attempt.account()))
        .map(addresses -> addresses.get(attempt.address()))
        .filter(last -> clock.instant().isBefore(last.plus(REMEMBERED)))
        .isPresent();
  }

  /** Only after a right password: there are no more accounts here than users. */
  synchronized void remember(LoginAttempt attempt) {
    Map<String, Instant> addresses =
        lastLogins.computeIfAbsent(attempt.account(), any -> new LinkedHashMap<>());
    addresses.remove(attempt.address());
    addresses.put(attempt.address(), clock.instant());
    if (addresses.size() > MOST_OF_ACCOUNT) {
      addresses.remove(addresses.keySet().iterator().next());
    }
  }
}
