package dev.gatehouse.authserver.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an answer stays good, RFC 9111 §4.2, between a minute and a day: the draft on client documents lets a server set bounds (§4.4).
 * The minute lets the token request find what the authorization request found; the day lets a change arrive.
 */
final class Freshness {
  static final Duration SHORTEST = Duration.ofMinutes(1);
  static final Duration UNSAID = Duration.ofMinutes(5);
  static final Duration LONGEST = Duration.ofDays(1);

  private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=\"?(\\d{1,18})");
  private static final Pattern NOT_KEPT =
      Pattern.compile("(?:^|[,\\s])no-(?:store|cache)(?:$|[,=\\s])");

  private Freshness() {}

  static Duration of(MultiMap headers, Clock clock) {
    Duration said = said(headers, clock.instant()).orElse(UNSAID);
    return said.compareTo(SHORTEST) < 0 ? SHORTEST : said.compareTo(LONGEST) > 0 ? LONGEST : said;
  }

  private static Optional<Duration> said(MultiMap headers, Instant now) {
    String control =
        String.join(",", headers.getAll(HttpHeaders.CACHE_CONTROL)).toLowerCase(Locale.ROOT);
    if (NOT_KEPT.matcher(control).find()) {
      return Optional.of(Duration.ZERO);
    }
    Matcher age = MAX_AGE.matcher(control);
    if (age.find()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(age.group(1))).minus(aged(headers)));
    }
    return Optional.ofNullable(headers.get(HttpHeaders.EXPIRES))
        .map(expires -> date(expires)
            .map(end -> Duration.between(sent(headers, now), end))
            .orElse(Duration.ZERO)); // RFC 9111 §5.3: what is no date has passed
  }

  private static Duration aged(MultiMap headers) {
    String age = headers.get(HttpHeaders.AGE);
    return age != null && age.matches("\\d{1,9}")
        ? Duration.ofSeconds(Long.parseLong(age))
        : Duration.ZERO;
  }

  private static Instant sent(MultiMap headers, Instant now) {
    return Optional.ofNullable(headers.get(HttpHeaders.DATE))
        .flatMap(Freshness::date)
        .orElse(now);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }
}
