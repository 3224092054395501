package dev.gatehouse.oauth.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Host and port, for all texts: RFC 3986 §3.2; who is on loopback is decided by a whole name, never by a part of it. */
class AuthorityPropertyTest {
  @Property
  void reads_back_what_it_writes(
      @ForAll("hosts") String host, @ForAll @IntRange(max = 65535) int port) {
    String text = host + ":" + port;
    assertThat(Authority.parse(text).map(Authority::toString))
        .contains(text.toLowerCase(Locale.ROOT));
    assertThat(Authority.ofOrigin("https://" + text)).isEqualTo(Authority.parse(text));
  }

  @Property(tries = 5000)
  void never_reads_another_host_than_a_url_has(@ForAll("noise") String text) {
    Optional<Authority> read = Authority.parse(text);
    read.ifPresent(authority -> {
      assertThat(text).matches("[A-Za-z0-9.:_\\[\\]-]+");
      assertThat(text.toLowerCase(Locale.ROOT)).startsWith(authority.host());
      String host = hostOfUrl("http://" + text + "/");
      assertThat(host)
          .satisfiesAnyOf(
              known -> assertThat(known).isEqualToIgnoringCase(authority.host()),
              unknown -> assertThat(unknown).isEmpty());
    });
  }

  @Property(tries = 5000)
  void takes_for_loopback_only_the_three_names(@ForAll("noise") String text) {
    if (Loopback.isAuthority(text)) {
      assertThat(text.toLowerCase(Locale.ROOT))
          .matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");
    }
    assertThat(Loopback.isOrigin("http://" + text)).isEqualTo(Loopback.isAuthority(text));
    assertThat(Loopback.isOrigin(text + "http://localhost")).isEqualTo(text.isEmpty());
  }

  @Provide
  Arbitrary<String> hosts() {
    return Arbitraries.oneOf(
        Arbitraries.of("localhost", "127.0.0.1", "[::1]", "[2001:db8::1]", "EXAMPLE.org"),
        Arbitraries.strings()
            .alpha()
            .numeric()
            .withChars('.', '-')
            .ofMinLength(1)
            .ofMaxLength(40));
  }

  @Provide
  Arbitrary<String> noise() {
    Arbitrary<String> parts = Arbitraries.of(
        "localhost",
        "127.0.0.1",
        "[::1]",
        "LOCALHOST",
        "evil.example",
        "@",
        ":",
        ".",
        "/",
        "#",
        "\\",
        "%2e",
        "80",
        "0",
        "8990",
        " ",
        "\r\n",
        "[",
        "]",
        "?",
        "\u3002");
    return Combinators.combine(parts, parts, parts)
        .as((a, b, c) -> a + b + c)
        .flatMap(
            three -> Arbitraries.of(three, three.strip(), three.substring(three.length() / 2)));
  }

  private static String hostOfUrl(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException notAUrl) {
      return "";
    }
  }
}
