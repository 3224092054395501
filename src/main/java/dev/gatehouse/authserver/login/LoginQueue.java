package dev.gatehouse.authserver.login;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many passwords wait for the workers, CWE-770: some three seconds of work, for who would wait longer had better try again. Most places
 * are open to all, a few of them for each address; some are kept for those who logged in from there before ({@link LoginThrottle#knows}), a
 * few of them for each user. So a flood of strangers keeps out no owner, and a user no other.
 */
final class LoginQueue {
  private static final int OPEN = 80;
  private static final int OPEN_TO_ADDRESS = 20;
  private static final int KEPT = 20;
  private static final int KEPT_FOR_USER = 4;
  private static final int KEPT_FOR_USER_THERE = 2;

  private final Map<String, Integer> taken = new HashMap<>();

  /** One that was taken; to be given back by {@link #leave}. */
  record Place(String room, String holder, String part) {}

  /** A place, unless there is none for the attempt. */
  synchronized Optional<Place> enter(LoginAttempt attempt, boolean known) {
    return (known ? kept(attempt) : Optional.<Place>empty()).or(() -> open(attempt));
  }

  synchronized void leave(Place place) {
    change(place, -1);
  }

  private Optional<Place> kept(LoginAttempt attempt) {
    String there =
        attempt.device().isEmpty() ? attempt.accountAtAddress() : attempt.accountOnDevice();
    boolean free = free("kept", KEPT)
        && free("user " + attempt.account(), KEPT_FOR_USER)
        && free("there " + there, KEPT_FOR_USER_THERE);
    return free
        ? taken(new Place("kept", "user " + attempt.account(), "there " + there))
        : Optional.empty();
  }

  private Optional<Place> open(LoginAttempt attempt) {
    String address = "address " + attempt.address();
    return free("open", OPEN) && free(address, OPEN_TO_ADDRESS)
        ? taken(new Place("open", address, ""))
        : Optional.empty();
  }

  private boolean free(String key, int most) {
    return taken.getOrDefault(key, 0) < most;
  }

  private Optional<Place> taken(Place place) {
    change(place, 1);
    return Optional.of(place);
  }

  private void change(Place place, int by) {
    for (String key : new String[] {place.room(), place.holder(), place.part()}) {
      taken.merge(key, by, (had, more) -> had + more == 0 ? null : had + more);
    }
  }
}
