package dev.gatehouse.token.dpop;

import dev.gatehouse.oauth.crypto.Hmac;
import dev.gatehouse.oauth.crypto.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Nonces that a server gives out and remembers nothing of, RFC 9449 §8 and §9: an HMAC over the minute. Good for that one and the next. */
public final class DpopNonces {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final String PURPOSE = "dpop nonce\n";

  private final @Nullable Hmac key; // null where none is asked for
  private final Clock clock;

  private DpopNonces(@Nullable Hmac key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** Each proof needs one. */
  public static DpopNonces required(String secret, Clock clock) {
    return new DpopNonces(new Hmac(secret), clock);
  }

  /** None is given out, so that what a proof brings means nothing. */
  public static DpopNonces off(Clock clock) {
    return new DpopNonces(null, clock);
  }

  /** The value of {@code DPoP-Nonce}; empty where none is given out. */
  public Optional<String> current() {
    return Optional.ofNullable(key).map(secret -> at(secret, window()));
  }

  /** Whether a proof with this nonce, null where it has none, is fresh enough. */
  boolean accepts(@Nullable Object nonce) {
    Hmac secret = key;
    if (secret == null) {
      return true;
    }
    return nonce instanceof String text
        && (Secrets.same(at(secret, window()), text)
            || Secrets.same(at(secret, window() - 1), text));
  }

  private long window() {
    return clock.instant().getEpochSecond() / WINDOW.toSeconds();
  }

  private static String at(Hmac secret, long window) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret.of(PURPOSE + window));
  }
}
