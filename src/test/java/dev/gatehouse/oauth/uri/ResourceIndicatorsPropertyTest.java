package dev.gatehouse.oauth.uri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Resource indicators, for all spellings: RFC 8707 §2. A token's audience is never what a client wrote. */
class ResourceIndicatorsPropertyTest {
  private static final List<String> KNOWN = List.of(
      "http://localhost:8990/mcp", "https://api.example/mcp", "https://api.example:8443/a/b");

  @Property(tries = 5000)
  void resolve_to_a_known_identifier_or_to_none(@ForAll("indicators") List<String> requested) {
    try {
      assertThat(KNOWN).containsAll(ResourceIndicators.resolve(requested, KNOWN));
    } catch (OAuthException refused) {
      assertThat(refused.error()).isEqualTo(OAuthError.INVALID_TARGET);
    }
  }

  @Property(tries = 5000)
  void resolve_to_an_identifier_of_the_same_scheme_host_and_port(
      @ForAll("spellings") String requested) {
    try {
      URI found =
          URI.create(ResourceIndicators.resolve(List.of(requested), KNOWN).get(0));
      URI wanted = URI.create(requested);
      assertThat(wanted.getScheme()).isEqualToIgnoringCase(found.getScheme());
      assertThat(port(wanted)).isEqualTo(port(found));
      String host = wanted.getHost().toLowerCase(Locale.ROOT);
      assertThat(host.equals(found.getHost())
              || (Loopback.isHost(host) && Loopback.isHost(found.getHost())))
          .isTrue();
      assertThat(wanted.getRawPath()).isIn("", "/", found.getRawPath(), found.getRawPath() + "/");
      assertThat(wanted.getRawQuery()).isNull();
    } catch (OAuthException refused) {
      assertThat(KNOWN).doesNotContain(requested);
    }
  }

  @Property
  void never_add_to_what_was_granted(@ForAll("indicators") List<String> requested) {
    List<String> granted = KNOWN.subList(0, 1);
    try {
      assertThat(ResourceIndicators.requireSubset(requested, granted)).isEqualTo(granted);
    } catch (OAuthException refused) {
      assertThat(refused.error()).isEqualTo(OAuthError.INVALID_TARGET);
    }
  }

  @Provide
  Arbitrary<List<String>> indicators() {
    return Arbitraries.oneOf(spellings(), Arbitraries.strings().ascii().ofMaxLength(40))
        .list()
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> spellings() {
    Arbitrary<String> schemes = Arbitraries.of("http", "https", "HTTP", "HTTPS", "ftp", "");
    Arbitrary<String> hosts = Arbitraries.of(
        "localhost",
        "LocalHost",
        "127.0.0.1",
        "[::1]",
        "api.example",
        "API.EXAMPLE",
        "api.example.evil",
        "user@api.example",
        "127.0.0.2",
        "localhost.");
    Arbitrary<String> ports = Arbitraries.of("", ":8990", ":80", ":443", ":8443", ":", ":99999");
    Arbitrary<String> tails = Arbitraries.of(
        "", "/", "/mcp", "/mcp/", "/MCP", "/a/b", "/mcp?x", "/mcp#x", "//mcp", "/./mcp");
    return Combinators.combine(schemes, hosts, ports, tails)
        .as((scheme, host, port, tail) -> scheme + "://" + host + port + tail);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0
        ? uri.getPort()
        : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }
}
