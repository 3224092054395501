package dev.gatehouse.oauth.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The challenge of the Bearer scheme, RFC 6750 §3 and RFC 9110 §11.6.1 (META-32). */
class WwwAuthenticateTest {
  @Test
  void lets_no_value_end_its_quotes_or_the_line() {
    String challenge = WwwAuthenticate.bearer()
        .with("error_description", "a\", realm=\"x\\\r\nSet-Cookie: a=b\u0000\u00e9\u202e")
        .toString();
    assertThat(challenge)
        .isEqualTo("Bearer error_description=\"a', realm='x'??Set-Cookie: a=b???\"");
  }

  @Test
  void leaves_out_what_is_empty_and_keeps_the_order() {
    assertThat(WwwAuthenticate.bearer()
            .with("b", "1")
            .with("c", "")
            .with("a", "2 3")
            .toString())
        .isEqualTo("Bearer b=\"1\", a=\"2 3\"");
  }

  @Test // RFC 9110 §11.3
  void ends_with_the_scheme_where_there_are_no_parameters() {
    assertThat(WwwAuthenticate.bearer().with("error", "").toString()).isEqualTo("Bearer");
  }
}
