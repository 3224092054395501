package dev.gatehouse.authserver.login;

import dev.gatehouse.authserver.throttle.Allowance;
import java.time.Clock;
import java.time.Duration;

/**
 * Slows whoever guesses passwords, and locks nobody out (CWE-307, CWE-645). Wrong passwords are counted three times: for a name from an
 * address, for a name from anywhere, and from an address for any name. Whoever has none left waits a few seconds for the next try; a try
 * that comes earlier costs nothing and prolongs nothing. A right password is not counted.
 *
 * <p>A guesser at one address uses up the tries at that address only: the owner of the name logs in from elsewhere as if nothing was, and
 * from the same address after one pause. Many addresses together get one guess at a name in ten seconds. Names that nobody has are counted
 * like any other, so that the counting tells nothing.
 */
public final class LoginThrottle {
  private final Allowance forNameAtAddress;
  private final Allowance forName;
  private final Allowance forAddress;

  public LoginThrottle(Clock clock) {
    this.forNameAtAddress = new Allowance(15, Duration.ofSeconds(20), clock);
    this.forName = new Allowance(50, Duration.ofSeconds(10), clock);
    this.forAddress = new Allowance(100, Duration.ofSeconds(5), clock);
  }

  /** Whether the attempt must wait: {@link Verdict#WRONG} when not, for no password was right so far. */
  synchronized Verdict peek(LoginAttempt attempt) {
    Duration name = longer(
        forNameAtAddress.untilNext(attempt.accountAtAddress()),
        forName.untilNext(attempt.account()));
    Duration address = forAddress.untilNext(attempt.address());
    if (name.isZero() && address.isZero()) {
      return Verdict.WRONG;
    }
    return name.compareTo(address) >= 0
        ? new Verdict(Verdict.Outcome.NAME_MUST_WAIT, name)
        : new Verdict(Verdict.Outcome.ADDRESS_MUST_WAIT, address);
  }

  /** As {@link #peek}, and counts the attempt as a wrong password unless it must wait. Done before the password is looked at. */
  synchronized Verdict begin(LoginAttempt attempt) {
    Verdict verdict = peek(attempt);
    if (verdict.outcome() == Verdict.Outcome.WRONG) {
      forNameAtAddress.spend(attempt.accountAtAddress());
      forName.spend(attempt.account());
      forAddress.spend(attempt.address());
    }
    return verdict;
  }

  /** The password of the attempt was right: it is not counted, and this user's mistakes at this address are forgotten. */
  synchronized Verdict succeed(LoginAttempt attempt) {
    forNameAtAddress.giveBackAll(attempt.accountAtAddress());
    forName.giveBack(attempt.account());
    forAddress.giveBack(attempt.address());
    return Verdict.RIGHT;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
