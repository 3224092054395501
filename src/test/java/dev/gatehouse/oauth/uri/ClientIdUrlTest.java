package dev.gatehouse.oauth.uri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@code client_id} that is a URL may look like: draft-ietf-oauth-client-id-metadata-document §3. */
class ClientIdUrlTest {
  private static final String LABEL = "a".repeat(63);

  @ParameterizedTest
  @CsvSource({
    "https://app.example,no path",
    "https://app.example?x=/y,no path",
    "https://app.example/a#b,fragment",
    "https://app.example/a#,fragment",
    "https://me@app.example/a,user name",
    "https://a:b@app.example/a,user name",
    "https://app.example/a/../b,dot segment",
    "https://app.example/a/.,dot segment",
    "https://app.example/..,dot segment",
    "https://app.example/..;x/b,dot segment",
    "https://app.example/%2E./b,dot segment",
    "https://app.example/a%2F%2e%2e%2Fb,dot segment",
    "https://app.example/a%5c..%5cb,dot segment",
    "https://app.example/a\\b,character",
    "https://app.example/%g0,character",
    "https://app.example/ä,character",
    "https://app.example/a b,character",
    "http://app.example/a,https",
    "http://localhost/a,https",
    "HTTPS://app.example/a,https",
    "https:/app.example/a,https",
    "https:app.example/a,https",
    "//app.example/a,https",
    "https://app.example:0/a,port",
    "https://app.example:65536/a,port",
    "https://app.example:99999/a,port",
    "https://app.example:/a,host",
    "https://app_x.example/a,host",
    "https://app.example./a,host",
    "https://.example/a,host",
    "https://-a.example/a,host",
    "https://a-.example/a,host",
    "https://1.2.3/a,host",
    "https://1.2.3.256/a,host",
    "https://1.2.3.04/a,host",
    "https://0x7f.0.0.0x1/a,host",
    "https://0x/a,host",
    "https://2130706433/a,host"
  })
  void says_what_is_wrong(String url, String words) {
    assertThat(ClientIdUrl.fault(url, false)).contains(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/",
        "https://app.example/client.json",
        "https://app.example:8443/client.json?v=1&x=/../y",
        "https://APP.example/a..b/...",
        "https://a/b",
        "https://xn--bcher-kva.example/c@d",
        "https://192.0.2.1/a",
        "https://[2001:db8::1]:443/a",
        "https://1a.2b/a",
        "https://app.example/a%20b"
      })
  void takes_what_the_draft_allows(String url) {
    assertThat(ClientIdUrl.fault(url, false)).isEmpty();
    assertThat(FetchUrl.of(url).text()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost:1/a", "http://127.0.0.1/a", "http://[::1]:1/a", "https://a.b/c"})
  void takes_http_on_loopback_where_that_is_allowed(String url) {
    assertThat(ClientIdUrl.fault(url, true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.2/a", "http://localhost.a/a", "http://a.localhost/a"})
  void takes_http_nowhere_else(String url) {
    assertThat(ClientIdUrl.fault(url, true)).contains("https");
  }

  @Test
  void has_limits() {
    String host = String.join(".", LABEL, LABEL, LABEL, "a".repeat(61));
    assertThat(ClientIdUrl.fault("https://" + host + "/a", false)).isEmpty();
    assertThat(ClientIdUrl.fault("https://" + host + "a/a", false)).contains("host");
    assertThat(ClientIdUrl.fault("https://a" + LABEL + ".b/a", false)).contains("host");
    assertThat(ClientIdUrl.fault("https://a.b/" + "a".repeat(1988), false)).isEmpty();
    assertThat(ClientIdUrl.fault("https://a.b/" + "a".repeat(1989), false)).contains("longer");
  }

  @Test // RFC 3986 §3
  void reads_the_parts() {
    assertThat(FetchUrl.of("https://App.example/a?b"))
        .isEqualTo(new FetchUrl("https://App.example/a?b", true, "App.example", 443, "/a?b"));
    assertThat(FetchUrl.of("http://[::1]?b"))
        .isEqualTo(new FetchUrl("http://[::1]?b", false, "[::1]", 80, "/?b"));
    assertThat(FetchUrl.of("https://a:8443"))
        .isEqualTo(new FetchUrl("https://a:8443", true, "a", 8443, "/"));
    assertThat(FetchUrl.of("https://App.example/").site()).isEqualTo("app.example");
  }

  @Test
  void knows_what_is_meant_to_be_a_url() {
    assertThat(ClientIdUrl.isUrl("https://a/b")).isTrue();
    assertThat(ClientIdUrl.isUrl("HTTP:x")).isTrue();
    assertThat(ClientIdUrl.isUrl("conformance")).isFalse();
    assertThat(ClientIdUrl.isUrl("ahttps://a/b")).isFalse();
  }
}
