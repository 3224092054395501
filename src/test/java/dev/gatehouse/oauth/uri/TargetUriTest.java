package dev.gatehouse.oauth.uri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code htu}: RFC 9449 §4.3, RFC 3986 §6.2.2 and §6.2.3. */
class TargetUriTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://as.example/token?x",
        "https://as.example/token?",
        "https://as.example/token#x",
        "https://as.example/token#",
        "https://user@as.example/token",
        "ftp://as.example/token",
        "mailto:alice",
        "https:/token",
        "https://as.example:99999/token",
        "https://as.exam ple/token",
        "//as.example/token",
        ""
      })
  void is_no_other_url(String url) {
    assertThat(normalized(url)).isEmpty();
  }

  @Test
  void has_an_end() {
    String start = "https://as.example/";
    assertThat(normalized(start + "a".repeat(2048 - start.length()))).hasSize(2048);
    assertThat(normalized(start + "a".repeat(2049 - start.length()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://AS.Example/Token, https://as.example/Token",
    "https://as.example:443/token, https://as.example/token",
    "http://as.example:80/token, http://as.example/token",
    "https://as.example:80/token, https://as.example:80/token",
    "http://as.example:443/token, http://as.example:443/token",
    "http://localhost:8990, http://localhost:8990/",
    "http://[::1]:8990/mcp, http://[::1]:8990/mcp",
    "https://as.example/%74oken%2f, https://as.example/token%2F",
    "https://as.example/a%7Eb%5f%2D%2e, https://as.example/a~b_-.",
    "https://as.example/a/../b/./c, https://as.example/b/c",
    "https://as.example/../../b, https://as.example/b",
    "https://as.example/.., https://as.example/",
    "https://as.example/..b, https://as.example/..b"
  })
  void has_one_spelling(String url, String right) {
    assertThat(normalized(url)).isEqualTo(right);
  }

  private static String normalized(String url) {
    return TargetUri.normalized(url).orElse("");
  }
}
