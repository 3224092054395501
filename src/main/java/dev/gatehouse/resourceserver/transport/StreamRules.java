package dev.gatehouse.resourceserver.transport;

import java.time.Duration;

/**
 * How long what lasts.
 *
 * @param sessionIdle how long a session lives that nobody uses
 * @param heartbeat how often an open stream shows that it is alive; a reader that has not kept up for two of them is dropped
 * @param openAfter how long a request may take before its answer becomes a stream
 * @param retry how long a client waits before it resumes a stream
 */
public record StreamRules(
    Duration sessionIdle, Duration heartbeat, Duration openAfter, Duration retry) {
  public static final StreamRules DEFAULT = new StreamRules(
      Duration.ofMinutes(30), Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofSeconds(1));

  public StreamRules idle(Duration life) {
    return new StreamRules(life, heartbeat, openAfter, retry);
  }

  public StreamRules beating(Duration every) {
    return new StreamRules(sessionIdle, every, openAfter, retry);
  }
}
