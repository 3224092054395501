package dev.gatehouse.authserver.login;

import dev.gatehouse.authserver.login.LoginResult.Outcome;
import dev.gatehouse.quota.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Slows whoever guesses passwords, and keeps nobody out (CWE-307, CWE-645). A wrong password is paid from the first of these that has
 * something left; a right one costs nothing:
 *
 * <ol>
 *   <li>a browser in which this user logged in before ({@link KnownDevices}): 10 at once, one more every 20 s, for that browser alone;
 *   <li>an address from which this user logged in before: 15 at once, one more every 20 s, for that name there alone;
 *   <li>an address that failed at this name less than 3 times in the last hour: 30 at once, one more every 15 s, for all such together;
 *   <li>everyone else: 20 at once, one more every 30 s, for all together.
 * </ol>
 *
 * <p>So all strangers together, however many, get 50 guesses at a name at once and 360 in an hour; and none of them, however busy, uses up
 * what is kept for its owner's browsers and addresses, nor, unless they are eighty addresses or more, what is kept for newcomers. Besides,
 * an address has 100 at once, one more every 5 s, for all names, and 15, one more every 20 s, for one name. Whoever must wait waits seconds;
 * a try that comes earlier costs nothing and prolongs nothing. Names that nobody has are counted like any other, so that the counting tells
 * nothing. A good history is one of a user: who logs in as another has none here.
 */
public final class LoginThrottle {
  private final RateLimiter<String> forDevice;
  private final RateLimiter<String> forNameAtAddress;
  private final RateLimiter<String> forFirstTries;
  private final RateLimiter<String> forNewcomers;
  private final RateLimiter<String> forName;
  private final RateLimiter<String> forAddress;
  private final KnownAddresses known;

  public LoginThrottle(Clock clock) {
    this.forDevice = new RateLimiter<>(10, Duration.ofSeconds(20), clock);
    this.forNameAtAddress = new RateLimiter<>(15, Duration.ofSeconds(20), clock);
    this.forFirstTries = new RateLimiter<>(3, Duration.ofMinutes(20), clock);
    this.forNewcomers = new RateLimiter<>(30, Duration.ofSeconds(15), clock);
    this.forName = new RateLimiter<>(20, Duration.ofSeconds(30), clock);
    this.forAddress = new RateLimiter<>(100, Duration.ofSeconds(5), clock);
    this.known = new KnownAddresses(clock);
  }

  /** Whether this user logged in before from there, so that a place is kept for them. */
  boolean knows(LoginAttempt attempt) {
    return !attempt.device().isEmpty() || known.knows(attempt);
  }

  /** Whether the attempt must wait: {@link LoginResult#WRONG} when not, for no password was right so far. */
  synchronized LoginResult peek(LoginAttempt attempt) {
    return open(attempt).map(any -> LoginResult.WRONG).orElseGet(() -> closed(attempt));
  }

  /** As {@link #peek}, and pays for a wrong password unless the attempt must wait. Done before the password is looked at. */
  synchronized Admission begin(LoginAttempt attempt) {
    Optional<GuessLane> lane = open(attempt);
    lane.ifPresent(GuessLane::spend);
    return lane.map(paid -> new Admission(LoginResult.WRONG, paid))
        .orElseGet(() -> new Admission(closed(attempt), GuessLane.NONE));
  }

  /**
   * The password of the attempt was right: it costs nothing, and this user's mistakes are forgotten, those in the browser or those at the
   * address. Not both: a guesser at the same address would have new guesses whenever the owner logs in.
   */
  synchronized void succeed(LoginAttempt attempt, Admission admission) {
    admission.lane().giveBack();
    if (admission.lane().costs(forDevice)) {
      forDevice.giveBackAll(attempt.accountOnDevice());
    } else {
      forNameAtAddress.giveBackAll(attempt.accountAtAddress());
      forFirstTries.giveBackAll(attempt.accountAtAddress());
    }
    known.remember(attempt);
  }

  /**
   * Whether a password is looked at.
   *
   * @param verdict {@link LoginResult#WRONG} when it is, until it turns out to be right
   * @param lane what was paid
   */
  record Admission(LoginResult verdict, GuessLane lane) {}

  private Optional<GuessLane> open(LoginAttempt attempt) {
    return lanes(attempt).stream().filter(lane -> lane.untilNext().isZero()).findFirst();
  }

  private LoginResult closed(LoginAttempt attempt) {
    return lanes(attempt).stream()
        .min(Comparator.comparing(GuessLane::untilNext))
        .orElseThrow()
        .closed();
  }

  private List<GuessLane> lanes(LoginAttempt attempt) {
    GuessBudget here = ofName(forNameAtAddress, attempt.accountAtAddress());
    var address = new GuessBudget(forAddress, attempt.address(), Outcome.ADDRESS_MUST_WAIT);
    var lanes = new ArrayList<GuessLane>();
    if (!attempt.device().isEmpty()) {
      lanes.add(GuessLane.of(ofName(forDevice, attempt.accountOnDevice())));
    }
    if (known.knows(attempt)) {
      lanes.add(GuessLane.of(here));
    }
    lanes.add(GuessLane.of(
        here,
        address,
        ofName(forFirstTries, attempt.accountAtAddress()),
        ofName(forNewcomers, attempt.account())));
    lanes.add(GuessLane.of(here, address, ofName(forName, attempt.account())));
    return lanes;
  }

  private static GuessBudget ofName(RateLimiter<String> allowance, String key) {
    return new GuessBudget(allowance, key, Outcome.NAME_MUST_WAIT);
  }
}
