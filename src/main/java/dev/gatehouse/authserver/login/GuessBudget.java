package dev.gatehouse.authserver.login;

import dev.gatehouse.quota.RateLimiter;
import java.time.Duration;

/**
 * What one wrong password costs.
 *
 * @param allowance how many there are, and how soon one comes back
 * @param key whose
 * @param exhausted what is said where none is left
 */
record GuessBudget(RateLimiter<String> allowance, String key, LoginResult.Outcome exhausted) {
  Duration untilNext() {
    return allowance.untilNext(key);
  }

  void spend() {
    allowance.spend(key);
  }

  void giveBack() {
    allowance.giveBack(key);
  }
}
