package dev.gatehouse.token.dpop;

import dev.gatehouse.oauth.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Nonces that a server gives out and remembers nothing of, RFC 9449 §8 and §9: an HMAC over the minute. Good for that one and the next. */
public final class Nonces {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final String PURPOSE = "dpop nonce\n";

  private final @Nullable SecretKeySpec key; // null where none is asked for
  private final Clock clock;

  private Nonces(@Nullable SecretKeySpec key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** Each proof needs one. */
  public static Nonces required(String secret, Clock clock) {
    return new Nonces(
        new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"), clock);
  }

  /** None is given out, so that what a proof brings means nothing. */
  public static Nonces off(Clock clock) {
    return new Nonces(null, clock);
  }

  /** The value of {@code DPoP-Nonce}; empty where none is given out. */
  public Optional<String> current() {
    return Optional.ofNullable(key).map(secret -> at(secret, window()));
  }

  /** Whether a proof with this nonce, null where it has none, is fresh enough. */
  boolean accepts(@Nullable Object nonce) {
    SecretKeySpec secret = key;
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

  private static String at(SecretKeySpec secret, long window) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] code = mac.doFinal((PURPOSE + window).getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
