package dev.gatehouse.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one reader of a NumericDate, RFC 7519 §2. */
class NumericDateTest {
  private static final long LAST = 253_402_300_799L;

  static Stream<@Nullable Object> noDates() {
    return Stream.of(
        null,
        "1700000000",
        true,
        -1,
        -0.5,
        LAST + 1,
        Long.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        new BigDecimal("1e999999999"),
        BigInteger.TEN.pow(400));
  }

  @ParameterizedTest
  @MethodSource("noDates")
  void is_a_number_from_1970_to_9999(@Nullable Object claim) {
    assertThat(NumericDate.read(claim)).isEmpty();
  }

  @Test
  void may_have_a_fraction() {
    assertThat(NumericDate.read(1.5)).contains(Instant.ofEpochSecond(1, 500_000_000));
    assertThat(NumericDate.read(new BigDecimal("1700000000.25")))
        .contains(Instant.ofEpochSecond(1_700_000_000, 250_000_000));
  }

  @Property
  void is_the_same_in_every_type(@ForAll @LongRange(max = LAST) long seconds) {
    Instant date = Instant.ofEpochSecond(seconds);
    assertThat(NumericDate.read(seconds)).contains(date);
    assertThat(NumericDate.read((double) seconds)).contains(date);
    assertThat(NumericDate.read(BigDecimal.valueOf(seconds))).contains(date);
    assertThat(NumericDate.read(BigInteger.valueOf(seconds))).contains(date);
  }
}
