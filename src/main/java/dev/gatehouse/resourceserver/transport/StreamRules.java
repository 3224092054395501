package dev.gatehouse.resourceserver.transport;

import java.time.Duration;

/**
 * How long what lasts, and how much there may be.
 *
 * @param sessionIdle how long a session lives that nobody uses
 * @param heartbeat how often an open stream shows that it is alive; a reader that has not kept up for two of them is dropped
 * @param openAfter how long a request may take before its answer becomes a stream
 * @param retry how long a client waits before it resumes a stream
 * @param sessions the most that there may be
 */
public record StreamRules(
    Duration sessionIdle, Duration heartbeat, Duration openAfter, Duration retry, int sessions) {
  public static final StreamRules DEFAULT = new StreamRules(
      Duration.ofMinutes(30),
      Duration.ofSeconds(15),
      Duration.ofSeconds(1),
      Duration.ofSeconds(1),
      10_000);

  public StreamRules idle(Duration life) {
    return new StreamRules(life, heartbeat, openAfter, retry, sessions);
  }

  public StreamRules beating(Duration every) {
    return new StreamRules(sessionIdle, every, openAfter, retry, sessions);
  }

  public StreamRules holding(int most) {
    return new StreamRules(sessionIdle, heartbeat, openAfter, retry, most);
  }
}
