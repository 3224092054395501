package dev.gatehouse.mcp.era;

import java.time.Duration;

/**
 * How a server behaves.
 *
 * @param timeLimit how long a tool, prompt or resource may work on a request
 * @param patience how long a question to a person may stay open
 * @param pageSize the most entries of a list on one page
 * @param refusal how it refuses what needs another scope
 * @param rate how often a person may have something done
 */
public record ServerRules(
    Duration timeLimit, Duration patience, int pageSize, ScopeRefusal refusal, CallRate rate) {
  public static final ServerRules DEFAULT = new ServerRules(
      Duration.ofSeconds(30),
      Duration.ofMinutes(10),
      100,
      ScopeRefusal.CHALLENGE,
      CallRate.UNLIMITED);

  public ServerRules within(Duration limit) {
    return new ServerRules(limit, patience, pageSize, refusal, rate);
  }

  public ServerRules refusing(ScopeRefusal way) {
    return new ServerRules(timeLimit, patience, pageSize, way, rate);
  }

  public ServerRules paging(int size) {
    return new ServerRules(timeLimit, patience, size, refusal, rate);
  }

  public ServerRules limiting(CallRate calls) {
    return new ServerRules(timeLimit, patience, pageSize, refusal, calls);
  }
}
