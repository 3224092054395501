package dev.gatehouse.oauth.uri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as this machine, RFC 8252 §7.3 and §8.3. */
class LoopbackTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost.",
        "localhost.evil",
        "127.0.0.2",
        "127.1",
        "0.0.0.0",
        "[::]",
        "[::ffff:127.0.0.1]",
        "",
        " localhost",
        "0x7f000001"
      })
  void takes_no_look_alike_for_loopback(String host) {
    assertThat(Loopback.isHost(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost@evil",
        "localhost:x",
        "localhost:70000",
        "localhost/",
        "[::1",
        "localhost:1:2",
        "localhost\u0000",
        "localhost#x"
      })
  void understands_no_authority_that_hides_another(String authority) {
    assertThat(Loopback.isAuthority(authority)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "localhost",
        "http://localhost/",
        "http://localhost?x",
        "http://a@localhost",
        "ftp://localhost",
        "http://localhost:1:2",
        "http://localhost http://x"
      })
  void takes_no_more_than_an_origin_for_an_origin(String origin) {
    assertThat(Loopback.isOrigin(origin)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]", "::1"})
  void knows_the_three_names(String host) {
    assertThat(Loopback.isHost(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost", "https://127.0.0.1:1", "http://[::1]:65535"})
  void knows_their_origins(String origin) {
    assertThat(Loopback.isOrigin(origin)).isTrue();
  }
}
