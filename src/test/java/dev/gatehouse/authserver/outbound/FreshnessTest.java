package dev.gatehouse.authserver.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long an answer is fresh, RFC 9111 §4.2, §5.2.2 and §5.3, within our bounds. */
class FreshnessTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| | | 300",
        "max-age=600 | | | 600",
        "public, Max-Age=600, immutable | | | 600",
        "max-age=600 | | 100 | 500",
        "max-age=600 | | -5 | 600",
        "max-age=600 | | x | 600",
        "max-age=59 | | | 60",
        "max-age=0 | | | 60",
        "max-age=100 | | 100000 | 60",
        "max-age=86401 | | | 86400",
        "max-age=999999999999 | | | 86400",
        "max-age=-1 | | | 300",
        "s-maxage=600 | | | 300",
        "x-max-age=600 | | | 300",
        "no-store | | | 60",
        "no-cache, max-age=600 | | | 60",
        "max-age=600, no-store | | | 60",
        "no-storex, max-age=600 | | | 600",
        "| Fri, 20 Nov 2026 12:10:00 GMT | | 600",
        "| Fri, 20 Nov 2026 11:00:00 GMT | | 60",
        "| 0 | | 60",
        "max-age=120 | Fri, 20 Nov 2026 12:10:00 GMT | | 120"
      })
  void follows_the_headers(String control, String expires, String age, long seconds) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    put(headers, "Cache-Control", control);
    put(headers, "Expires", expires);
    put(headers, "Age", age);
    assertThat(Freshness.of(headers, CLOCK)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"0,600", "300,300"}) // a server whose clock is off
  void counts_expires_from_the_date_of_the_answer(long ahead, long seconds) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.add(
        "Date", ahead == 0 ? "Fri, 20 Nov 2026 12:00:00 GMT" : "Fri, 20 Nov 2026 12:05:00 GMT");
    headers.add("Expires", "Fri, 20 Nov 2026 12:10:00 GMT");
    assertThat(Freshness.of(headers, CLOCK)).isEqualTo(Duration.ofSeconds(seconds));
  }

  private static void put(MultiMap headers, String name, String value) {
    if (value != null) {
      headers.add(name, value);
    }
  }
}
