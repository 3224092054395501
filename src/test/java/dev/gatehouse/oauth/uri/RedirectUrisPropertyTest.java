package dev.gatehouse.oauth.uri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import java.net.URI;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Redirect URIs, for all there are: RFC 9700 §4.1.3 (exact) and RFC 8252 §7.3 (but for the port on loopback). */
class RedirectUrisPropertyTest {
  @Property
  void matches_each_uri_with_itself(@ForAll("uris") String uri) {
    assertThat(RedirectUris.matches(uri, uri)).isTrue();
  }

  @Property
  void matches_only_the_same_bytes_but_for_a_port_on_loopback(
      @ForAll("uris") String registered, @ForAll("uris") String requested) {
    if (RedirectUris.matches(registered, requested) && !registered.equals(requested)) {
      assertThat(registered).startsWith("http://");
      assertThat(withoutPort(requested)).isEqualTo(withoutPort(registered));
      assertThat(Loopback.isHost(URI.create(requested).getHost())).isTrue();
    }
  }

  @Property
  void matches_no_https_uri_of_which_one_character_was_replaced(
      @ForAll("https") String uri, @ForAll int place, @ForAll("printable") char other) {
    int i = Math.floorMod(place, uri.length());
    Assume.that(uri.charAt(i) != other);
    assertThat(RedirectUris.matches(uri, uri.substring(0, i) + other + uri.substring(i + 1)))
        .isFalse();
  }

  @Property
  void matches_no_https_uri_to_which_one_character_was_added_or_from_which_it_was_taken(
      @ForAll("https") String uri, @ForAll int place, @ForAll("printable") char other) {
    int i = Math.floorMod(place, uri.length());
    assertThat(RedirectUris.matches(uri, uri.substring(0, i) + other + uri.substring(i)))
        .isFalse();
    assertThat(RedirectUris.matches(uri, uri.substring(0, i) + uri.substring(i + 1)))
        .isFalse();
  }

  @Property
  void matches_loopback_at_each_port_that_there_is(
      @ForAll("loopbackHosts") String host,
      @ForAll("paths") String path,
      @ForAll @IntRange(min = 1, max = 65535) int registered,
      @ForAll @IntRange(min = -10, max = 99_999) int requested) {
    boolean matches = RedirectUris.matches(
        "http://" + host + ":" + registered + path, "http://" + host + ":" + requested + path);
    assertThat(matches).isEqualTo(requested >= 1 && requested <= 65535);
  }

  @Property
  void matches_no_loopback_uri_with_another_path_or_name(
      @ForAll("loopbackHosts") String host,
      @ForAll("loopbackHosts") String otherHost,
      @ForAll("paths") String path,
      @ForAll("paths") String otherPath,
      @ForAll @IntRange(min = 1, max = 65535) int port) {
    Assume.that(!host.equals(otherHost) || !path.equals(otherPath));
    assertThat(RedirectUris.matches(
            "http://" + host + ":5000" + path, "http://" + otherHost + ":" + port + otherPath))
        .isFalse();
  }

  @Property
  void registers_a_uri_only_if_it_is_absolute_visible_and_without_fragment(
      @ForAll("anything") String text) {
    if (isRegistrable(text)) {
      URI uri = URI.create(text);
      assertThat(uri.isAbsolute()).isTrue();
      assertThat(uri.getRawFragment()).isNull();
      assertThat(text).matches("[\\x21-\\x7e]+");
      if (!RedirectUris.isPrivateUse(text)) {
        assertThat(uri.getHost()).isNotEmpty();
        assertThat(uri.getUserInfo()).isNull();
        assertThat(text.startsWith("https://") || Loopback.isHost(uri.getHost()))
            .isTrue();
      }
      assertThat(RedirectUris.destination(text)).isNotEmpty();
    }
  }

  @Property
  void registers_each_ordinary_web_address(@ForAll("https") String uri) {
    assertThat(isRegistrable(uri)).isTrue();
  }

  @Property
  void finds_a_registered_uri_wherever_it_stands_in_the_list(
      @ForAll("https") String one, @ForAll("https") String other) {
    assertThat(RedirectUris.isRegistered(List.of(one, other), other)).isTrue();
    assertThat(RedirectUris.isRegistered(List.of(one), other)).isEqualTo(one.equals(other));
  }

  @Provide
  Arbitrary<String> https() {
    Arbitrary<String> hosts = Arbitraries.strings()
        .withCharRange('a', 'z')
        .ofMinLength(1)
        .ofMaxLength(8)
        .list()
        .ofMinSize(2)
        .ofMaxSize(4)
        .map(labels -> String.join(".", labels));
    Arbitrary<String> ports = Arbitraries.of("", ":443", ":8443", ":65535");
    return Combinators.combine(hosts, ports, paths())
        .as((host, port, path) -> "https://" + host + port + path);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars('0', '9', '-', '_', '~')
        .ofMinLength(1)
        .ofMaxLength(6)
        .list()
        .ofMaxSize(4)
        .map(segments -> "/" + String.join("/", segments));
  }

  @Provide
  Arbitrary<String> loopbackHosts() {
    return Arbitraries.of("localhost", "127.0.0.1", "[::1]");
  }

  @Provide
  Arbitrary<Character> printable() {
    return Arbitraries.chars().range(' ', '~');
  }

  /** Loopback ones and their look-alikes, near each other, so that some match. */
  @Provide
  Arbitrary<String> uris() {
    Arbitrary<String> schemes = Arbitraries.of("http://", "https://", "HTTP://", "app://");
    Arbitrary<String> hosts = Arbitraries.of(
        "localhost",
        "127.0.0.1",
        "[::1]",
        "LOCALHOST",
        "localhost.",
        "127.0.0.2",
        "localhost.evil.example",
        "app.example",
        "localhost@evil.example");
    Arbitrary<String> ports = Arbitraries.of("", ":80", ":5000", ":05000", ":65535");
    Arbitrary<String> tails = Arbitraries.of("", "/", "/cb", "/cb?a=b", "/cb/", "?a=b", "/CB");
    return Combinators.combine(schemes, hosts, ports, tails)
        .as((scheme, host, port, tail) -> scheme + host + port + tail);
  }

  @Provide
  Arbitrary<String> anything() {
    Arbitrary<String> noise = Arbitraries.strings()
        .ascii()
        .withChars('\u00e9', '\u202e', '\u0130', '\uff0f')
        .ofMaxLength(30);
    Arbitrary<String> nearly = Combinators.combine(uris(), noise.filter(s -> s.length() < 6))
        .as((uri, rest) -> uri + rest);
    return Arbitraries.oneOf(noise, nearly, https());
  }

  private static boolean isRegistrable(String uri) {
    try {
      RedirectUris.requireRegistrable(uri);
      return true;
    } catch (OAuthException refused) {
      assertThat(refused.error()).isEqualTo(OAuthError.INVALID_REDIRECT_URI);
      return false;
    }
  }

  private static String withoutPort(String uri) {
    return uri.replaceFirst("^(http://(?:\\[::1]|[^/:?]*))(?::[0-9]+)?", "$1");
  }
}
