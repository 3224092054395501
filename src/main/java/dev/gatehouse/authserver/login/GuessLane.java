package dev.gatehouse.authserver.login;

import dev.gatehouse.quota.RateLimiter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** One way for a password to be looked at: a wrong one costs each of its budgets. */
record GuessLane(List<GuessBudget> budgets) {
  /** Nothing was paid. */
  static final GuessLane NONE = new GuessLane(List.of());

  GuessLane {
    budgets = List.copyOf(budgets);
  }

  static GuessLane of(GuessBudget... budgets) {
    return new GuessLane(List.of(budgets));
  }

  Duration untilNext() {
    return scarcest().untilNext();
  }

  boolean costs(RateLimiter<String> allowance) {
    return budgets.stream().anyMatch(budget -> budget.allowance() == allowance);
  }

  /** What is said while it is closed. */
  LoginResult closed() {
    GuessBudget scarcest = scarcest();
    return new LoginResult(scarcest.exhausted(), scarcest.untilNext());
  }

  void spend() {
    budgets.forEach(GuessBudget::spend);
  }

  void giveBack() {
    budgets.forEach(GuessBudget::giveBack);
  }

  private GuessBudget scarcest() {
    return budgets.stream().max(Comparator.comparing(GuessBudget::untilNext)).orElseThrow();
  }
}
