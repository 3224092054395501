package dev.gatehouse.token.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.testing.DpopKey;
import dev.gatehouse.testing.DpopProof;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.OneLoop;
import dev.gatehouse.token.dpop.DpopProofIds.Use;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proof must be to the second and to the letter, RFC 9449 §4.3 and §11.1; over HTTP it is {@code Rfc9449ProofTest}. */
class DpopProofCheckTest {
  @RegisterExtension
  static final OneLoop loop = new OneLoop();

  private static final DpopKey KEY = DpopKey.ec();
  private static final String URL = "https://as.example/token";
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final MovableClock clock = MovableClock.stoppedAt(NOW);
  private final Set<String> used = new HashSet<>();
  private final DpopProofCheck check = check(DpopNonces.off(clock));

  @Test // #1
  void refuses_a_request_with_no_proof_or_two() {
    String proof = proof().toString();
    for (List<String> sent : List.of(List.<String>of(), List.of(proof, proof))) {
      assertThat(loop.refusal(check.verify(sent, DpopRequest.post(URL))).description())
          .contains("exactly one DPoP header");
    }
  }

  @ParameterizedTest // #4, #5
  @CsvSource({
    "typ, '\"dpop\"', typ of the proof is not dpop+jwt",
    "alg, '\"ES384\"', alg",
    "alg, 1, alg"
  })
  void refuses_another_type_and_another_algorithm(String name, String value, String why) {
    assertRefused(proof().header(name, value), why);
  }

  @ParameterizedTest // RFC 7515 §4.1.11, RFC 8725 §3.10
  @ValueSource(strings = {"crit", "b64", "jku", "x5u", "x5c"})
  void refuses_a_header_that_is_not_understood(String name) {
    assertRefused(proof().header(name, "null"), "a header that is not understood");
  }

  @Test // #6, #7
  void refuses_a_proof_without_its_key_or_under_another() {
    assertRefused(proof().header("jwk", ""), "jwk is missing");
    assertRefused(proof().header("jwk", "[]"), "jwk is missing");
    assertRefused(proof().header("jwk", DpopKey.ec().jwk().encode()), "the signature of the proof");
  }

  @Test // §4.2
  void refuses_an_id_that_is_missing_or_longer_than_256_characters() {
    assertRefused(proof().claim("jti", ""), "jti of the proof");
    assertRefused(proof().claim("jti", "17"), "jti of the proof");
    assertRefused(proof().text("jti", ""), "jti of the proof");
    assertRefused(proof().text("jti", "a".repeat(257)), "jti of the proof");
    assertThat(verified(proof().text("jti", "a".repeat(256))).id()).hasSize(256);
  }

  @Test // #8, #9
  void refuses_a_proof_for_another_request() {
    assertRefused(proof().text("htm", "GET"), "htm of the proof is not POST");
    assertRefused(proof().text("htu", "https://as.example/par"), "htu of the proof is not " + URL);
    assertRefused(proof().text("htu", "no url"), "htu of the proof");
    assertRefused(proof().claim("htu", "17"), "htu of the proof");
  }

  @Test // a request whose own URL is none is nobody's, not everybody's
  void refuses_a_proof_of_no_url_for_a_request_of_no_url() {
    DpopProof proof = proof().text("htu", "no url");
    Future<VerifiedDpopProof> verified =
        check.verify(List.of(proof.toString()), DpopRequest.post("no url"));
    assertThat(loop.refusal(verified).description()).contains("htu of the proof");
  }

  @ParameterizedTest // #11
  @ValueSource(longs = {-301, 301})
  void refuses_a_proof_from_beyond_the_window(long seconds) {
    assertRefused(proof().at(NOW.plusSeconds(seconds)), "more than 300 seconds from now");
  }

  @ParameterizedTest // #11
  @ValueSource(longs = {-300, 0, 300})
  void takes_a_proof_from_within_the_window_and_says_until_when_it_is_good(long seconds) {
    VerifiedDpopProof proof = verified(proof().at(NOW.plusSeconds(seconds)));
    assertThat(proof.until()).isEqualTo(NOW.plusSeconds(seconds + 301));
  }

  @ParameterizedTest // RFC 7519 §4.1.4
  @CsvSource({
    "1800000000, has expired",
    "0, has expired",
    "-1, not a number of seconds",
    "253402300800, not a number of seconds",
    "'\"1800000001\"', not a number of seconds",
    "null, not a number of seconds"
  })
  void refuses_a_proof_that_has_expired_or_does_not_say_it_right(String exp, String why) {
    assertRefused(proof().claim("exp", exp), why);
  }

  @ParameterizedTest // RFC 7519 §2: a number may have a fraction
  @ValueSource(strings = {"1800000001", "1800000001.5", "253402300799"})
  void takes_a_proof_that_has_not_expired(String exp) {
    assertThat(verified(proof().claim("exp", exp)).keyThumbprint()).isEqualTo(KEY.thumbprint());
  }

  @Test // RFC 7519 §4.1.5
  void refuses_a_proof_that_is_not_valid_yet_beyond_the_window() {
    assertRefused(proof().claim("nbf", "1800000301"), "not valid yet");
    assertRefused(proof().claim("nbf", "{}"), "not a number of seconds");
    assertThat(verified(proof().claim("nbf", "1800000300")).until()).isAfter(NOW);
    assertThat(verified(proof().claim("nbf", "0")).until()).isAfter(NOW);
  }

  @Test // §4.3 #10, §7
  void refuses_a_proof_for_another_access_token() {
    DpopRequest request = DpopRequest.of("GET", "https://rs.example/mcp", "a token");
    DpopProof proof = KEY.proof("GET", "https://rs.example/mcp").at(NOW);
    for (DpopProof wrong : List.of(proof, proof.forToken("another"), proof.claim("ath", "1"))) {
      assertThat(loop.refusal(check.verify(List.of(wrong.toString()), request)).description())
          .contains("ath of the proof");
    }
    String right = proof.forToken("a token").toString();
    assertThat(loop.await(check.verify(List.of(right), request)).keyThumbprint())
        .isEqualTo(KEY.thumbprint());
  }

  @Test // §8
  void asks_for_its_nonce_and_gives_it() {
    DpopNonces nonces = DpopNonces.required("the secret of a server", clock);
    DpopProofCheck strict = check(nonces);
    String nonce = strict.nonce().orElseThrow();
    assertThat(nonces.current()).contains(nonce);
    assertThat(loop.refusal(strict.verify(List.of(proof().toString()), DpopRequest.post(URL)))
            .error())
        .isEqualTo(OAuthError.USE_DPOP_NONCE);
    String right = proof().text("nonce", nonce).toString();
    assertThat(loop.await(strict.verify(List.of(right), DpopRequest.post(URL))).keyThumbprint())
        .isEqualTo(KEY.thumbprint());
    assertThat(check.nonce()).isEmpty();
  }

  @Test // §11.1
  void lets_an_id_be_used_once_by_each_key_and_not_at_all_without_room() {
    VerifiedDpopProof proof = verified(proof());
    assertThat(loop.await(check.use(proof, List.of()))).isSameAs(proof);
    assertThat(used).containsExactly(KEY.thumbprint() + ' ' + proof.id() + ' ' + proof.until());
    OAuthException replayed = loop.refusal(check.use(proof, List.of()));
    assertThat(replayed.error()).isEqualTo(OAuthError.INVALID_DPOP_PROOF);
    assertThat(replayed.description()).contains("was used before");
    var full = new DpopProofCheck(
        WINDOW,
        DpopNonces.off(clock),
        (holders, key, id, until) -> Future.succeededFuture(Use.NO_ROOM),
        loop.workers(),
        clock);
    assertThat(loop.refusal(full.use(proof, List.of())).error())
        .isEqualTo(OAuthError.TEMPORARILY_UNAVAILABLE);
  }

  private DpopProofCheck check(DpopNonces nonces) {
    DpopProofIds ids = (holders, key, id, until) ->
        Future.succeededFuture(used.add(key + ' ' + id + ' ' + until) ? Use.FRESH : Use.REPLAYED);
    return new DpopProofCheck(WINDOW, nonces, ids, loop.workers(), clock);
  }

  private static DpopProof proof() {
    return KEY.proof("POST", URL).at(NOW);
  }

  private VerifiedDpopProof verified(DpopProof proof) {
    return loop.await(check.verify(List.of(proof.toString()), DpopRequest.post(URL)));
  }

  private void assertRefused(DpopProof proof, String why) {
    Future<VerifiedDpopProof> verified =
        check.verify(List.of(proof.toString()), DpopRequest.post(URL));
    OAuthException refusal = loop.refusal(verified);
    assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_DPOP_PROOF);
    assertThat(refusal.description()).contains(why);
  }
}
