package dev.gatehouse.oauth.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which redirect URIs may be registered, and when a requested one is a registered one. */
class RedirectUrisTest {
  @ParameterizedTest // RFC 6749 §3.1.2: no fragment, an empty one included
  @ValueSource(
      strings = {
        "https://app.example.test/cb#frag",
        "https://app.example.test/cb#",
        "http://127.0.0.1:5000/cb#x",
        "app://cb/#"
      })
  void registers_none_with_a_fragment(String uri) {
    refuses(uri, "fragment");
  }

  @ParameterizedTest // they run code, read files, or speak another protocol
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "javascript://app.example.test/%250aalert(1)",
        "JaVaScRiPt:alert(1)",
        "JAVASCRIPT://x/y",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\u0001javascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data://text/html,x",
        "vbscript:msgbox(1)",
        "vbscript://x/y",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "blob:https://a.example/1",
        "about:blank",
        "about://blank/",
        "view-source://a.example/",
        "ws://a.example/",
        "wss://a.example/",
        "ftp://a.example/",
        "filesystem:https://a.example/temporary/x",
        "jar:https://a.example/x.jar!/y",
        "intent://a.example/#Intent;end",
        "chrome://settings/",
        "mailto:a@b.example",
        "tel:123",
        "urn:ietf:wg:oauth:2.0:oob"
      })
  void registers_none_with_a_dangerous_scheme(String uri) {
    refuses(uri, "");
  }

  @ParameterizedTest // RFC 8252 §7.1: whose scheme it is, nobody knows
  @ValueSource(
      strings = {
        "ms-appinstaller://x/?source=https://evil.example/x.appinstaller",
        "MS-AppInstaller://x/cb",
        "ms-settings://x/cb",
        "ms-msdt:/id",
        "search-ms://query=x",
        "x-apple.systempreferences://x/cb",
        "itms-services://x/cb",
        "zoommtg://x/cb",
        "steam://run/1",
        "slack://x/cb",
        "myapp://cb",
        "app.://cb",
        "a.b://cb",
        "com..example://cb",
        "c0m.example://cb",
        "com.-example:/cb",
        "com.example-:/cb",
        "com.ex+ample:/cb"
      })
  void registers_no_scheme_that_is_neither_a_reversed_domain_name_nor_a_known_client_s(String uri) {
    refuses(uri, "uses the scheme");
  }

  @Test // they know which application it opens
  void lets_the_operator_name_any_application_but_none_of_the_system() {
    assertThatCode(() -> RedirectUris.requireNamable("myapp://cb")).doesNotThrowAnyException();
    for (String uri : List.of("javascript:/x", "ms-appinstaller://x/cb", "file:///x")) {
      assertThatThrownBy(() -> RedirectUris.requireNamable(uri))
          .hasMessageContaining("not one of an application");
    }
  }

  @ParameterizedTest // RFC 6749 §3.1.2: an absolute URI
  @ValueSource(
      strings = {
        "/cb",
        "app.example.test/cb",
        "//app.example.test/cb",
        "https://",
        "https:///cb",
        "https:/cb",
        "https:cb",
        "http:",
        "",
        " ",
        "not a uri",
        "https://app.example.test/%zz",
        "https://[::1/cb",
        "https://[app.example.test]/cb",
        "localhost:3000/cb",
        "://x"
      })
  void registers_none_that_is_relative_or_broken(String uri) {
    refuses(uri, "");
  }

  @ParameterizedTest // RFC 9700 §4.1.3: no patterns
  @ValueSource(
      strings = {
        "https://*.example.test/cb",
        "https://*/cb",
        "*",
        "https://app.example.test:*/cb",
        "https://app_x.example.test/cb",
        "https://-a.example/cb"
      })
  void registers_none_whose_host_is_no_name(String uri) {
    refuses(uri, "");
  }

  @ParameterizedTest // RFC 8252 §7.3, CVE-2024-8883
  @ValueSource(
      strings = {
        "http://localhost.evil.example/cb",
        "http://127.0.0.1.evil.example/cb",
        "http://127.evil.example/cb",
        "http://0.0.0.0/cb",
        "http://127.1/cb",
        "http://127.0.0.2/cb",
        "http://2130706433/cb",
        "http://0x7f000001/cb",
        "http://0177.0.0.1/cb",
        "http://[::]/cb",
        "http://[::ffff:127.0.0.1]/cb",
        "http://[0:0:0:0:0:0:0:1]/cb",
        "http://localhost@evil.example/cb",
        "http://localhost:80@evil.example/cb",
        "http://localhost\\@evil.example/cb",
        "http://localhost%2eevil.example/cb",
        "http://localhost./cb",
        "http://LOCALHOST/cb",
        "http://app.example.test/cb",
        "http://192.168.0.1/cb",
        "http://localhost:99999/cb",
        "http://localhost:0/cb",
        "http://localhost:/cb"
      })
  void registers_http_on_loopback_only(String uri) {
    refuses(uri, "");
  }

  @ParameterizedTest // CWE-113
  @ValueSource(
      strings = {
        "https://app.example.test/cb\r\nSet-Cookie: a=b",
        "https://app.example.test/cb\u0000",
        "https://app.example.test/\tcb",
        "https://app.example.test/cb ",
        "https://app.example.test/%0d%0aSet-Cookie:x",
        "https://app.example.test/cb%00",
        "https://app.example.test/cb?x=%0A",
        "https://app.example.test/cb%7f",
        "https://app.example.test/é",
        "https://аpp.example.test/cb" // a Cyrillic letter
      })
  void registers_none_with_control_or_foreign_characters(String uri) {
    refuses(uri, "");
  }

  @ParameterizedTest // CVE-2026-7504: whose host is it?
  @ValueSource(
      strings = {
        "https://user@app.example.test/cb",
        "https://user:pass@app.example.test/cb",
        "https://app.example.test@evil.example/cb",
        "cursor://user@host/cb"
      })
  void registers_none_with_a_user_name(String uri) {
    refuses(uri, "user name");
  }

  @ParameterizedTest // CVE-2026-3872
  @ValueSource(
      strings = {
        "https://app.example.test/a/../cb",
        "https://app.example.test/./cb",
        "https://app.example.test/..;/cb",
        "https://app.example.test/%2e%2e/cb",
        "https://app.example.test/a/%2E./cb",
        "https://app.example.test/cb/.."
      })
  void registers_none_with_dot_segments(String uri) {
    refuses(uri, "dot segment");
  }

  @ParameterizedTest // CVE-2026-9689: who wrote the answer?
  @ValueSource(
      strings = {
        "https://a.example/cb?code=x",
        "https://a.example/cb?x=1&state=y",
        "https://a.example/cb?iss=z",
        "https://a.example/cb?error",
        "https://a.example/cb?CODE=x",
        "http://localhost/cb?state=",
        "cursor://host/cb?code=1",
        "https://a.example/cb?c%6fde=x",
        "https://a.example/cb?%63%6f%64%65=x"
      })
  void registers_none_that_already_answers(String uri) {
    refuses(uri, "parameter of the answer");
  }

  @Test
  void registers_none_of_more_than_2000_characters() {
    String longest = "https://a.example/" + "x".repeat(1982);
    assertThatCode(() -> RedirectUris.requireRegistrable(longest)).doesNotThrowAnyException();
    refuses(longest + 'x', "is longer than 2000 characters");
    refuses(longest + 'x', "'" + longest.substring(0, 100) + "...' is longer");
    String hundred = "http://a.example/" + "x".repeat(83);
    refuses(hundred, "'" + hundred + "' uses http");
  }

  @Test
  void registers_every_visible_character_of_ascii_that_a_uri_has() {
    assertThatCode(() -> RedirectUris.requireRegistrable("https://a.example/!~"))
        .doesNotThrowAnyException();
    refuses("https://a.example/ x", "has a space");
    refuses("https://a.example/\u007fx", "a control character");
    refuses("#cb", "has a fragment");
  }

  @ParameterizedTest // what a person reads before consent
  @CsvSource({
    "https://app.example.test:8443/cb, app.example.test:8443, false, false",
    "http://127.0.0.1:5000/cb, 127.0.0.1:5000, false, true",
    "http://app.example.test/cb, app.example.test, false, false",
    "com.example.app:/oauth, com.example.app://, true, false",
    "cursor://host/cb, cursor://, true, false"
  })
  void tells_where_it_leads(String uri, String destination, boolean application, boolean loopback) {
    assertThat(RedirectUris.destination(uri)).isEqualTo(destination);
    assertThat(RedirectUris.isPrivateUse(uri)).isEqualTo(application);
    assertThat(RedirectUris.isLoopback(uri)).isEqualTo(loopback);
  }

  @Test
  void says_which_uri_is_wrong_and_why() {
    assertThatThrownBy(() -> RedirectUris.requireRegistrable("http://app.example.test/cb"))
        .isInstanceOfSatisfying(OAuthException.class, refusal -> {
          assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_REDIRECT_URI);
          assertThat(refusal.description())
              .contains("'http://app.example.test/cb'")
              .contains("https");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.test/cb",
        "https://app.example.test",
        "https://app.example.test:8443/cb?x=1&y=%20",
        "https://xn--bcher-kva.example/cb",
        "https://127.0.0.1/cb",
        "http://localhost/callback",
        "http://localhost:3118/callback",
        "http://127.0.0.1",
        "http://127.0.0.1:33418/",
        "http://[::1]:7777/cb",
        "cursor://anysphere.cursor-mcp/oauth/callback",
        "com.example.app:/oauth",
        "vscode://vscode.github-authentication/did-authenticate",
        "claude://claude.ai/mcp-auth-callback",
        "vscode-insiders://vscode.mcp/cb",
        "windsurf://codeium.windsurf/cb",
        "com.raycast:/oauth",
        "xn--p1ai.example:/cb",
        "com.example-app.mcp://cb"
      })
  void registers_what_real_clients_use(String uri) {
    assertThatCode(() -> RedirectUris.requireRegistrable(uri)).doesNotThrowAnyException();
  }

  @ParameterizedTest // RFC 9700 §4.1.3, RFC 8252 §7.3
  @CsvSource({
    "http://localhost:3118/callback, http://127.0.0.1:3118/callback",
    "http://127.0.0.1/cb, http://[::1]/cb",
    "http://127.0.0.1/cb, http://localhost/cb",
    "http://localhost/cb, https://localhost/cb",
    "https://localhost/cb, https://localhost:8443/cb",
    "http://localhost/cb, http://localhost/cb/",
    "http://localhost/cb, http://localhost:1/cb?x",
    "http://localhost/cb, http://localhost:1/CB",
    "http://localhost/cb, http://localhost:0/cb",
    "http://localhost/cb, http://localhost:65536/cb",
    "http://localhost/cb, http://localhost:99999999999/cb",
    "http://localhost/cb, http://localhost:+80/cb",
    "http://localhost/cb, http://localhost:8 0/cb",
    "http://localhost/cb, http://localhost:/cb",
    "http://localhost/cb, http://LOCALHOST:80/cb",
    "http://localhost/cb, http://localhost:80@evil.example/cb",
    "http://localhost/cb, http://localhost.evil.example/cb",
    "http://localhost, http://localhost:1@evil.example/",
    "http://localhost, http://localhost/",
    "http://localhost/?a=1, http://localhost:9/?a=2",
    "https://a.example/cb, https://a.example:443/cb",
    "https://a.example/cb, https://a.example/cb%20",
    "https://a.example/cb, https://A.example/cb",
    "cursor://host/cb, cursor://host:80/cb",
    "cursor://host/cb, CURSOR://host/cb"
  })
  void takes_no_other_uri_for_a_registered_one(String registered, String requested) {
    assertThat(RedirectUris.isRegistered(List.of(registered), requested)).isFalse();
  }

  @ParameterizedTest // RFC 8252 §7.3
  @CsvSource({
    "http://localhost:3118/callback, http://localhost:59656/callback",
    "http://localhost/callback, http://localhost:59656/callback",
    "http://localhost:3118/callback, http://localhost/callback",
    "http://127.0.0.1:51737/cb?x=1, http://127.0.0.1:51999/cb?x=1",
    "http://[::1]/cb, http://[::1]:65535/cb",
    "https://a.example/cb, https://a.example/cb",
    "cursor://host/cb, cursor://host/cb"
  })
  void takes_any_port_on_loopback_and_else_the_same_uri(String registered, String requested) {
    assertThat(RedirectUris.isRegistered(List.of("https://b.example/", registered), requested))
        .isTrue();
  }

  private static void refuses(String uri, String reason) {
    assertThatThrownBy(() -> RedirectUris.requireRegistrable(uri))
        .isInstanceOfSatisfying(OAuthException.class, refusal -> {
          assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_REDIRECT_URI);
          assertThat(refusal.description()).contains(reason);
          // The log is told what is wrong, and nothing of an address that may carry anything.
          assertThat(refusal.reason()).startsWith("a redirect_uri ").doesNotContain("//a.ex");
        });
  }
}
