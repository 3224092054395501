package dev.gatehouse.jose;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time in a JWT, RFC 7519 §2 "NumericDate": seconds since 1970, with or without a fraction. Bounded, so that no exponent makes the
 * arithmetic overflow or the number long.
 */
public final class NumericDate {
  private static final long LAST_SECOND = 253_402_300_799L; // 9999-12-31
  private static final int NANOS = 9;

  private NumericDate() {}

  /** The instant; empty unless the claim is a number from 0 to the end of the year 9999. */
  public static Optional<Instant> read(@Nullable Object claim) {
    if (!(claim instanceof Number number)) {
      return Optional.empty();
    }
    double seconds = number.doubleValue();
    if (!(seconds >= 0 && seconds < LAST_SECOND + 1)) { // NaN too
      return Optional.empty();
    }
    if (number instanceof Integer || number instanceof Long) {
      return Optional.of(Instant.ofEpochSecond(number.longValue()));
    }
    BigDecimal exact = BigDecimal.valueOf(seconds);
    long whole = exact.longValue();
    BigDecimal fraction = exact.subtract(BigDecimal.valueOf(whole)).movePointRight(NANOS);
    return Optional.of(Instant.ofEpochSecond(whole, fraction.longValue()));
  }
}
