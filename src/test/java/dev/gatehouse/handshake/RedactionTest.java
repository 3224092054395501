package dev.gatehouse.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gatehouse.oauth.Secrets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the live view hides, CWE-532, and what hiding it costs whoever sends much, CWE-407: it is done on the event loop. */
class RedactionTest {
  private static final String JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";

  private final Redaction redaction = new Redaction(new Mask(new Secrets(new SecureRandom())));

  @ParameterizedTest
  @ValueSource(
      strings = {"%s", "a %s b", "x_%s", "a.%s", "a..%s", "eyJ.%s", "%s.more", "/%s/", "eyJa.b.%s"})
  void leaves_no_jwt_in_a_text(String around) {
    String text = String.format(around, JWT);
    assertThat(redaction.swept(text)).doesNotContain("eyJzdWIi", "c2lnbmF0");
    assertThat(redaction.clean(text)).doesNotContain("eyJzdWIi", "c2lnbmF0");
  }

  @Test
  void leaves_what_only_begins_like_one() {
    assertThat(redaction.swept("eyJ is no token, nor is eyJa.b"))
        .isEqualTo("eyJ is no token, nor is eyJa.b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eyJ", "eyJa.", "eyJ.", "a.", "a"})
  void reads_a_long_text_once(String piece) {
    String text = piece.repeat(60_000 / piece.length());
    assertTimeoutPreemptively(Duration.ofMillis(500), () -> redaction.swept(text));
  }

  @Test
  void hides_however_many_secrets_come_and_looks_for_so_many_of_them() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> IntStream.range(0, 20_000)
            .forEach(i ->
                assertThat(redaction.parameter("p" + i, "secret " + i)).doesNotContain("secret")));
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> IntStream.range(0, 20_000).forEach(i -> redaction.swept("name " + i)));
    assertThat(redaction.swept("of secret 7")).doesNotContain("secret 7");
  }
}
