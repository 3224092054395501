package dev.gatehouse.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gatehouse.oauth.crypto.Secrets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the live view hides, CWE-532, and what hiding it costs whoever sends much, CWE-407: it is done on the event loop. */
class RedactionTest {
  private static final String JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";

  private final RedactionPolicy policy = RedactionPolicy.of(new Secrets(new SecureRandom()));
  private final Redaction redaction = new Redaction(policy);

  @ParameterizedTest
  @ValueSource(
      strings = {"%s", "a %s b", "x_%s", "a.%s", "a..%s", "eyJ.%s", "%s.more", "/%s/", "eyJa.b.%s"})
  void leaves_no_jwt_in_a_text(String around) {
    String text = String.format(around, JWT);
    assertThat(redaction.sentence(text)).doesNotContain("eyJzdWIi", "c2lnbmF0");
    assertThat(redaction.path(text)).doesNotContain("eyJzdWIi", "c2lnbmF0");
    assertThat(redaction.url("https://a.example/x?y=" + text))
        .doesNotContain("eyJzdWIi", "c2lnbmF0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghp_abcdefghijklmnop",
        "sk-live-abcdefgh",
        "AKIAABCDEFGHIJKLMNOP",
        "3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "aGVsbG8gd29ybGQgdGhpcyBpcw",
        "8c1f2e9a0b7d",
        "4111111111111111",
        "xkcdqwrtzplmn",
        "my-client-secret",
        "correct-horse-battery-staple",
      })
  void masks_what_has_the_shape_of_a_secret_wherever_words_are_shown(String secret) {
    for (String shown : List.of(
        redaction.sentence("refused: " + secret + "."),
        redaction.path("/cb/" + secret + "/x"),
        redaction.url("https://" + secret + "@a.example/?a=" + secret + "#" + secret),
        redaction.url("https://a.example/" + secret),
        redaction.phrase("A client (" + secret + ")", RedactedText.SHORT_WORDS))) {
      if (secret.startsWith("correct")) { // which is a name in a sentence, and too long for a word
        assertThat(redaction.phrase(secret, RedactedText.SHORT_WORDS)).doesNotContain("horse");
      } else {
        assertThat(shown).doesNotContain(secret);
      }
    }
  }

  @Test
  void takes_one_random_word_of_a_thousand_for_a_word_and_no_long_one() {
    assertThat(randomWordsThatPass(22)).isLessThan(10);
    assertThat(randomWordsThatPass(32)).isLessThan(3);
    assertThat(randomWordsThatPass(43)).isZero();
  }

  private static long randomWordsThatPass(int length) {
    return IntStream.range(0, 5_000)
        .mapToObj(i -> Secrets.sha256("word " + i).substring(0, length))
        .filter(word -> !SecretHeuristic.isLikely(word, 0, length, 64))
        .count();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.33 Safari/537.36",
        "python-httpx/0.27.2",
        "node",
        "claude-code/2.1.3 (cli, external)",
        "Cursor/0.42.3 (win32-x64)",
        "Claude Code (my-server)",
        "MCP Inspector",
        "Visual Studio Code",
        "Клиент",
        "Java-http-client/21.0.5",
        "go-sdk/1.8.0-rc1",
        "GitHub MCP Server",
        "mcp-remote (OAuthClientProvider)",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148",
      })
  void shows_programs_and_names_of_clients(String agent) {
    assertThat(redaction.phrase(agent, RedactedText.SHORT_WORDS)).isEqualTo(agent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:6274/oauth/callback/debug",
        "http://127.0.0.1:33418/",
        "http://[::1]:8990/mcp",
        "https://claude.ai/api/mcp/auth_callback",
        "cursor://anysphere.cursor-retrieval/oauth/callback",
        "com.example.app:/oauth2redirect",
        "https://vscode.dev/redirect",
        "/.well-known/oauth-protected-resource/mcp",
        "//.well-known/oauth-authorization-server",
        "null",
        "*",
      })
  void shows_addresses_in_which_nothing_is_hidden(String url) {
    assertThat(redaction.url(url)).isEqualTo(url);
  }

  @Test
  void masks_user_information_and_the_values_of_parameters_that_it_does_not_know() {
    assertThat(redaction.url("https://alice:wonder@a.example/cb?hue=blue&scope=mcp.read#frag"))
        .startsWith("https://…12#")
        .contains("@a.example/cb?…3#", "=…4#", "&scope=mcp.read#…4#")
        .doesNotContain("alice", "wonder", "hue", "blue", "frag");
  }

  @Test
  void gives_the_same_secret_the_same_mask_and_another_process_another_one() {
    String secret = "a-secret-of-someone";
    String mask = redaction.secret("code", secret);
    assertThat(mask).matches("…19#[0-9a-f]{8}");
    assertThat(new Redaction(policy).secret("state", secret)).isEqualTo(mask);
    var other = new Redaction(RedactionPolicy.of(new Secrets(new SecureRandom())));
    assertThat(other.secret("code", secret)).isNotEqualTo(mask);
  }

  @ParameterizedTest // which stood once in a place that nobody knows
  @ValueSource(strings = {"echo", "none", "alice", "authorization_code", "tools/list", "S256"})
  void masks_no_ordinary_word_elsewhere(String word) {
    redaction.unknown(word);
    redaction.secret("x-my-header", word);
    redaction.secret("username", word.length() < 6 ? word : "alice");
    assertThat(redaction.swept("as token granted tool=" + word + " sub=alice"))
        .isEqualTo("as token granted tool=" + word + " sub=alice");
  }

  @Test
  void masks_elsewhere_what_is_a_secret_by_its_place_or_by_its_shape() {
    redaction.secret("password", "wonderland");
    redaction.unknown("dBjftJeZ4CVPmB92K27uhb");
    assertThat(redaction.swept("wonderland dBjftJeZ4CVPmB92K27uhb"))
        .doesNotContain("wonderland", "dBjft");
  }

  @Test
  void shows_an_identifier_that_this_server_gave_out_and_no_other_of_its_shape() {
    policy.known().learn("dBjftJeZ4CVPmB92K27uhb");
    assertThat(ValueRules.IDENTIFIER.shown("client_id", "dBjftJeZ4CVPmB92K27uhb", redaction))
        .isEqualTo("dBjftJeZ4CVPmB92K27uhb");
    assertThat(ValueRules.IDENTIFIER.shown("client_id", "dBjftJeZ4CVPmB92K27uhc", redaction))
        .matches("…22#[0-9a-f]{8}");
  }

  @Test // the hundred-and-first parameter, a separator that is none, a body that became a name
  void shows_nothing_of_a_query_but_known_names_and_their_values() {
    var parameters = RedactedParameters.at("/token", redaction);
    Map<String, String> shown = parameters.ofQuery("{\"code\":\"c0de-of-alice\"}");
    assertThat(shown.toString()).doesNotContain("c0de", "alice", "code");
    assertThat(parameters.ofQuery("grant_type=refresh_token;code=abc").toString())
        .doesNotContain("abc", "refresh_token;");
    String many = "a=1&".repeat(150) + "code=the-hundred-and-first";
    assertThat(parameters.ofQuery(many).toString()).doesNotContain("hundred").contains("91 more");
    assertThat(RedactedParameters.at("/nowhere", redaction)
            .ofQuery("client_id=abc")
            .toString())
        .doesNotContain("abc");
  }

  @Test // RFC 7636 §4.2
  void shows_a_challenge_unless_it_is_the_verifier() {
    String challenge = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    var parameters = RedactedParameters.at("/authorize", redaction);
    assertThat(parameters.ofQuery("code_challenge=" + challenge + "&code_challenge_method=S256"))
        .containsEntry("code_challenge", challenge);
    assertThat(parameters
            .ofQuery("code_challenge=" + challenge + "&code_challenge_method=plain")
            .toString())
        .doesNotContain(challenge);
  }

  @Test
  void forgets_the_oldest_identifier_when_there_are_too_many() {
    IntStream.range(0, 6_000).forEach(i -> policy.known().learn("Identifier" + i + "x9y8z7w6"));
    assertThat(redaction.isKnown("Identifier0x9y8z7w6")).isFalse();
    assertThat(redaction.isKnown("Identifier5999x9y8z7w6")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eyJ", "eyJa.", "eyJ.", "a.", "a", "a://", "://", "%", "_", "tok", "/"})
  void reads_a_long_text_once(String piece) {
    String text = piece.repeat(60_000 / piece.length());
    assertTimeoutPreemptively(Duration.ofMillis(500), () -> {
      redaction.sentence(text);
      redaction.url(text);
      redaction.path(text);
      redaction.swept(text);
      RedactedParameters.at("/token", redaction).ofQuery(text);
    });
  }

  @Test
  void hides_however_many_secrets_come_and_looks_for_so_many_of_them() {
    var parameters = RedactedParameters.at("/token", redaction);
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> IntStream.range(0, 20_000)
            .forEach(i -> assertThat(parameters.ofQuery("code=secret" + i).toString())
                .doesNotContain("secret" + i)));
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> IntStream.range(0, 20_000).forEach(i -> redaction.swept("name " + i)));
    assertThat(redaction.swept("of secret7 ")).doesNotContain("secret7");
  }
}
