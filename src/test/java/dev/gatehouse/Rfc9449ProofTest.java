package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DpopKey;
import dev.gatehouse.testing.DpopProof;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a DPoP proof must be, RFC 9449 §4.2 and §4.3, and what attackers send instead; at the token endpoint. */
class Rfc9449ProofTest {
  private static final DpopKey KEY = DpopKey.ec();
  private static final String SECRET = "the secret of a nightly job";

  @RegisterExtension
  static final App app = App.with(settings -> settings.set(
      "auth-server.clients",
      List.of(Map.of(
          "id",
          "nightly",
          "secret",
          SECRET,
          "grants",
          List.of("client_credentials"),
          "scopes",
          List.of("mcp.read")))));

  private static TestClient client;

  @BeforeAll
  static void register() {
    client = app.client();
  }

  @Test // §4.3 #1
  void refuses_two_headers_with_a_proof_each() {
    Reply reply = client.token(
        client.exchange("any"), "DPoP", proof().toString(), "DPoP", proof().toString());
    assertThat(reply).isOAuthError(400, "invalid_dpop_proof");
    assertRefused(proof() + ", " + proof());
  }

  @ParameterizedTest // §4.3 #2
  @ValueSource(strings = {"", "x", "a.b", "a.b.c", "a.b.c.d", "..", "e30.e30.e30"})
  void refuses_what_is_no_jwt(String proof) {
    assertRefused(proof);
  }

  @ParameterizedTest // §4.3 #3
  @ValueSource(strings = {"jti", "htm", "htu", "iat"})
  void refuses_a_proof_without_a_claim(String name) {
    assertRefused(proof().claim(name, ""));
  }

  @ParameterizedTest // §4.3 #4
  @ValueSource(
      strings = {"", "\"JWT\"", "\"at+jwt\"", "\"DPOP+JWT\"", "\"application/dpop+jwt\"", "1"})
  void refuses_another_type(String typ) {
    assertRefused(proof().header("typ", typ));
  }

  @ParameterizedTest // §4.3 #5
  @ValueSource(strings = {"", "\"none\"", "\"HS256\"", "\"ES384\"", "\"ES256K\"", "\"es256\"", "1"})
  void refuses_another_algorithm(String alg) {
    assertRefused(proof().header("alg", alg));
  }

  @Test // §4.3 #5
  void refuses_an_unsigned_proof() {
    String input = proof().header("alg", "\"none\"").input();
    assertRefused(input + '.');
    assertRefused(proof().input() + '.');
  }

  @Test // §4.3 #5, CVE-2015-9235: the public key as the secret of an HMAC
  void refuses_hs256_with_the_public_key() throws GeneralSecurityException {
    String input = proof().header("alg", "\"HS256\"").input();
    byte[] secret = KEY.jwk().encode().getBytes(StandardCharsets.UTF_8);
    assertRefused(input + '.' + hmac(secret, input));
    var symmetric =
        new JsonObject().put("kty", "oct").put("k", Base64.getUrlEncoder().encodeToString(secret));
    String oct =
        proof().header("alg", "\"HS256\"").header("jwk", symmetric.encode()).input();
    assertRefused(oct + '.' + hmac(secret, oct));
  }

  @Test // §4.3 #6
  void refuses_a_signature_that_is_not_of_the_key() {
    assertRefused(proof().header("jwk", DpopKey.ec().jwk().encode()));
    String good = proof().toString();
    String signature = good.substring(good.lastIndexOf('.') + 1);
    assertRefused(proof().input() + '.' + signature);
  }

  @Test // CVE-2022-21449
  void refuses_a_signature_of_zeros() {
    assertRefused(proof().input() + '.' + "A".repeat(86));
  }

  @ParameterizedTest // §4.3 #7
  @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
  void refuses_a_key_with_a_private_part(String member) {
    assertRefused(proof().header("jwk", KEY.jwk().copy().put(member, "AQAB").encode()));
  }

  @Test // §4.2
  void refuses_a_proof_without_its_key() {
    assertRefused(proof().header("jwk", ""));
    assertRefused(proof().header("jwk", "\"" + KEY.thumbprint() + "\""));
    assertRefused(proof().header("jwk", "{}"));
  }

  @ParameterizedTest // RFC 7518 §6.2, RFC 8725 §3.4
  @CsvSource({
    "kty, RSA",
    "kty, OKP",
    "crv, P-384",
    "crv, secp256k1",
    "x, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "y, AA",
    "y, not+url",
    "use, enc",
    "alg, RS256"
  })
  void refuses_a_key_that_does_not_fit_its_algorithm(String member, String value) {
    assertRefused(proof().header("jwk", KEY.jwk().copy().put(member, value).encode()));
  }

  @Test // RFC 7518 §3.3
  void refuses_a_short_rsa_key() throws Exception {
    var generator = java.security.KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    var pair = generator.generateKeyPair();
    var number = ((java.security.interfaces.RSAPublicKey) pair.getPublic()).getModulus();
    byte[] bytes = number.toByteArray();
    String n = Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOfRange(bytes, 1, bytes.length));
    var jwk = new JsonObject().put("kty", "RSA").put("e", "AQAB").put("n", n);
    assertRefused(new DpopKey("RS256", jwk, pair.getPrivate()).proof("POST", token()));
  }

  @ParameterizedTest // a signature under such a key can be written by anyone
  @ValueSource(
      strings = {
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "7P_______________________________________38",
        "7f_______________________________________38"
      })
  void refuses_an_edwards_key_of_small_order_or_beyond_the_field(String x) {
    DpopKey key = DpopKey.edwards("EdDSA");
    assertRefused(
        key.proof("POST", token()).header("jwk", key.jwk().copy().put("x", x).encode()));
  }

  @ParameterizedTest // RFC 7515 §4.1.11, RFC 8725 §3.10
  @CsvSource({
    "crit, '[\"exp\"]'",
    "crit, '[]'",
    "b64, false",
    "jku, '\"http://localhost/jwks\"'",
    "x5u, '\"http://localhost/x\"'",
    "x5c, '[\"AAAA\"]'"
  })
  void refuses_a_header_that_is_not_understood_or_names_another_key(String name, String value) {
    assertRefused(proof().header(name, value));
  }

  @Test // the key that is brought counts, whatever name stands beside it
  void binds_to_the_key_and_not_to_a_kid() {
    String code = client.code("alice", "mcp.read");
    DpopProof proof = proof().header("kid", "\"" + DpopKey.ec().thumbprint() + "\"");
    JsonObject answer =
        client.token(client.exchange(code), "DPoP", proof.toString()).json();
    assertThat(Jwt.claims(answer.getString("access_token")).getJsonObject("cnf"))
        .isEqualTo(new JsonObject().put("jkt", KEY.thumbprint()));
  }

  @ParameterizedTest // §4.3 #8
  @ValueSource(strings = {"\"GET\"", "\"post\"", "\"\"", "1", "[\"POST\"]"})
  void refuses_a_proof_for_another_method(String htm) {
    assertRefused(proof().claim("htm", htm));
  }

  @ParameterizedTest // §4.2, §4.3 #9
  @ValueSource(
      strings = {
        "/par",
        "/token/",
        "/Token",
        "/token?a=b",
        "/token#a",
        "/token/../token/x",
        "/token;a"
      })
  void refuses_a_proof_for_another_url(String path) {
    assertRefused(proof().text("htu", app.issuer() + path));
  }

  @ParameterizedTest // §4.3 #9
  @ValueSource(
      strings = {
        "https://evil.example/token",
        "/token",
        "token",
        "",
        "urn:a:b",
        "http://a@localhost/token",
        "http:///token",
        "javascript:alert(1)"
      })
  void refuses_a_proof_for_another_server_or_for_none(String htu) {
    assertRefused(proof().text("htu", htu));
  }

  @ParameterizedTest // RFC 3986 §6.2.2
  @CsvSource({"/%74oken, token", "/./token, token", "/a/../token, token"})
  void takes_other_spellings_of_the_same_url(String path, String any) {
    assertCounts(proof().text("htu", app.issuer() + path));
  }

  @Test // RFC 3986 §6.2.2.1
  void takes_a_scheme_and_a_host_in_any_case() {
    assertCounts(proof().text("htu", token().replace("http://localhost", "HTTP://LOCALHOST")));
  }

  @ParameterizedTest // §4.3 #11, §11.1
  @ValueSource(longs = {-320, -3600, 320, 3600})
  void refuses_a_proof_of_another_time(long seconds) {
    assertRefused(proof().at(Instant.now().plusSeconds(seconds)));
  }

  @ParameterizedTest // SEP-1932: five minutes
  @ValueSource(longs = {-280, 0, 280})
  void takes_a_proof_of_a_clock_that_differs(long seconds) {
    assertCounts(proof().at(Instant.now().plusSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "-1", "1e300", "null", "{}"})
  void refuses_a_time_that_is_none(String iat) {
    assertRefused(proof().claim("iat", iat));
  }

  @Test // RFC 7519 §4.1.4
  void refuses_a_proof_that_has_expired() {
    assertRefused(proof().claim("exp", Long.toString(Instant.now().getEpochSecond() - 1)));
  }

  @Test // §4.2: bounded
  void refuses_an_id_that_is_empty_or_endless() {
    assertRefused(proof().text("jti", ""));
    assertRefused(proof().text("jti", "a".repeat(257)));
    assertRefused(proof().claim("jti", "17"));
    assertRefused(proof().text("more", "a".repeat(4096)));
  }

  @Test // §11.1
  void refuses_a_proof_that_was_used() {
    String proof = proof().toString();
    assertThat(used(proof)).hasStatus(200);
    assertThat(used(proof)).isOAuthError(400, "invalid_dpop_proof");
  }

  @Test // CWE-770: else anyone fills the memory of used proofs
  void keeps_the_id_of_a_proof_that_came_with_nothing_good() {
    String proof = proof().toString();
    assertCounts(proof);
    assertCounts(proof);
    var refresh = new ArrayList<>(List.of("grant_type", "refresh_token", "refresh_token", "x"));
    refresh.addAll(client.identification());
    assertThat(client.token(refresh, "DPoP", proof)).isOAuthError(400, "invalid_grant");
    assertThat(used(proof)).hasStatus(200);
  }

  @Test // §11.1: the id is used up, not the bytes
  void refuses_an_id_that_was_used_under_another_signature() {
    DpopProof proof = proof();
    assertThat(used(proof)).hasStatus(200);
    assertThat(used(proof.claim("more", "1"))).isOAuthError(400, "invalid_dpop_proof");
  }

  @Test // RFC 7519 §4
  void refuses_a_member_that_stands_twice() {
    DpopProof good = proof();
    assertRefused(good.raw(good.header(), good.claims().replace("{", "{\"htm\":\"GET\",")));
    assertRefused(good.raw(good.header().replaceFirst("\\{", "{\"alg\":\"none\","), good.claims()));
    assertRefused(good.raw(good.header(), good.claims() + "{}"));
  }

  @Test // RFC 4648 §3.5
  void refuses_a_second_spelling_of_the_same_bytes() {
    assertRefused(proof() + "=");
    assertRefused(" " + proof().toString().replace(".", ". "));
  }

  @Test // §5: who fails to prove who he is uses nothing up
  void looks_at_the_proof_after_the_client() {
    String proof = proof().toString();
    Reply stranger = Http.postForm(
        token(), TestClient.replaced(client.exchange("any"), "client_id", "nobody"), "DPoP", proof);
    assertThat(stranger).isOAuthError(401, "invalid_client");
    assertThat(used(proof)).hasStatus(200);
  }

  @Test
  void says_what_would_be_right() {
    Reply reply = sent(proof().text("htu", "http://localhost/").toString());
    assertThat(reply.json().getString("error_description")).contains("htu", token());
  }

  private static DpopProof proof() {
    return KEY.proof("POST", token());
  }

  private static String token() {
    return app.issuer() + "/token";
  }

  private static Reply sent(Object proof) {
    return client.token(client.exchange("no such code"), "DPoP", proof.toString());
  }

  private static void assertRefused(Object proof) {
    assertThat(sent(proof)).isOAuthError(400, "invalid_dpop_proof");
  }

  /** With a credential that is good, as often as it comes. */
  private static Reply used(Object proof) {
    List<String> credentials = List.of(
        "grant_type", "client_credentials", "client_id", "nightly", "client_secret", SECRET);
    return Http.postForm(token(), credentials, "DPoP", proof.toString());
  }

  /** The proof passes, and then only the code is wrong. */
  private static void assertCounts(Object proof) {
    assertThat(sent(proof)).isOAuthError(400, "invalid_grant");
  }

  private static String hmac(byte[] secret, String input) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
  }
}
