package dev.gatehouse.authserver.outbound;

import dev.gatehouse.quota.RateLimiter;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * How much is fetched at once and how often, for all and for each host and address: whoever makes up URLs must not make this server flood
 * somebody, nor itself (CWE-770, CWE-406).
 */
final class FetchLimits {
  private static final int AT_ONCE = 64;
  private static final int AT_ONCE_FOR_HOST = 4;
  private static final int BURST_FOR_HOST = 20;
  private static final int BURST_FOR_ADDRESS = 60; // many names may share one
  private static final int IPV6_NETWORK = 8; // bytes of what one subscriber has

  private final RateLimiter<String> forHost;
  private final RateLimiter<String> forAddress;
  private final Map<String, Integer> underWay = new HashMap<>();
  private int allUnderWay;

  FetchLimits(Clock clock) {
    this.forHost = new RateLimiter<>(BURST_FOR_HOST, Duration.ofSeconds(1), clock);
    this.forAddress = new RateLimiter<>(BURST_FOR_ADDRESS, Duration.ofSeconds(1), clock);
  }

  /** To be followed by {@link #leave}; throws where there is no room. */
  synchronized void enter(String host) {
    int there = underWay.getOrDefault(host, 0);
    if (allUnderWay >= AT_ONCE || there >= AT_ONCE_FOR_HOST) {
      throw FetchException.passing("is one of too many that are being fetched now: try again");
    }
    spend(forHost, host);
    underWay.put(host, there + 1);
    allUnderWay++;
  }

  synchronized void leave(String host) {
    underWay.computeIfPresent(host, (any, count) -> count > 1 ? count - 1 : null);
    allUnderWay--;
  }

  /** Counts a connection; names without number can lead to one address. */
  synchronized void connect(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] network = bytes.length > 4 ? Arrays.copyOf(bytes, IPV6_NETWORK) : bytes;
    spend(forAddress, Base64.getEncoder().encodeToString(network));
  }

  private static void spend(RateLimiter<String> allowance, String key) {
    if (!allowance.tryAcquire(key)) {
      throw FetchException.passing(
          "was not fetched: too many documents of its host were asked for; try again in a few seconds");
    }
  }
}
