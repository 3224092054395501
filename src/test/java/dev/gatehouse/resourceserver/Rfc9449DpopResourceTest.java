package dev.gatehouse.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.resourceserver.RawHttp.Reply;
import dev.gatehouse.testing.DpopKey;
import dev.gatehouse.testing.DpopProof;
import dev.gatehouse.testing.Parallel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DPoP at the resource server, RFC 9449 §7 and §9: who sends a bound token must hold its key. */
class Rfc9449DpopResourceTest {
  private static final DpopKey KEY = DpopKey.ec();
  private static final DpopKey THIEF = DpopKey.ec();
  private static final String ALGORITHMS = "algs=\"ES256 EdDSA Ed25519 PS256 RS256\"";

  @RegisterExtension
  static final Gated rs = Gated.withDefaults();

  @RegisterExtension
  static final Gated withNonces =
      Gated.with(settings -> settings.set("server.dpop-nonce", "required"));

  @RegisterExtension
  static final Gated flooded = Gated.withDefaults();

  @RegisterExtension
  static final Gated requiring =
      Gated.with(settings -> settings.set("resource-server.require-dpop", true));

  @RegisterExtension
  static final Gated demanding =
      Gated.with(settings -> settings.set("resource-server.required-scopes", List.of("mcp.write")));

  @Test // §7.2: no downgrade
  void refuses_a_bound_token_in_the_bearer_scheme() {
    String token = bound(rs);
    assertRefused(rs.http().send("GET /whoami", "Authorization: Bearer " + token), "invalid_token");
    assertRefused(
        rs.http()
            .send(
                "GET /whoami", "Authorization: Bearer " + token, "DPoP: " + proof(rs, KEY, token)),
        "invalid_token");
  }

  @Test // §7.1
  void refuses_a_bearer_token_in_the_dpop_scheme() {
    assertRefused(send(rs, rs.token(), proof(rs, KEY, rs.token())), "invalid_token");
  }

  @Test // §7.1: a stolen token
  void refuses_a_token_with_the_proof_of_another_key() {
    String token = bound(rs);
    assertRefused(send(rs, token, proof(rs, THIEF, token)), "invalid_token");
  }

  @Test // §7.1
  void refuses_a_token_without_a_proof() {
    assertRefused(
        rs.http().send("GET /whoami", "Authorization: DPoP " + bound(rs)), "invalid_dpop_proof");
  }

  @Test // §4.3 #1
  void refuses_two_proofs() {
    String token = bound(rs);
    Reply reply = rs.http()
        .send(
            "GET /whoami",
            "Authorization: DPoP " + token,
            "DPoP: " + proof(rs, KEY, token),
            "DPoP: " + proof(rs, KEY, token));
    assertRefused(reply, "invalid_dpop_proof");
  }

  @Test // §4.3 #12
  void refuses_a_proof_for_another_token_or_for_none() {
    String token = bound(rs);
    assertRefused(send(rs, token, proof(rs, KEY, bound(rs))), "invalid_dpop_proof");
    assertRefused(send(rs, token, proof(rs, KEY, token).claim("ath", "")), "invalid_dpop_proof");
    assertRefused(send(rs, token, proof(rs, KEY, token).claim("ath", "1")), "invalid_dpop_proof");
  }

  @ParameterizedTest // §4.3 #8 and #9
  @CsvSource({
    "htm, POST",
    "htm, get",
    "htu, /mcp",
    "htu, /whoami/",
    "htu, /whoami?a=b",
    "htu, /WHOAMI",
    "htu, ''"
  })
  void refuses_a_proof_for_another_request(String claim, String value) {
    String token = bound(rs);
    String target = claim.equals("htu") ? rs.origin() + value : value;
    assertRefused(send(rs, token, proof(rs, KEY, token).text(claim, target)), "invalid_dpop_proof");
  }

  @ParameterizedTest // §11.1
  @ValueSource(longs = {-301, 302, -86_400})
  void refuses_a_proof_of_another_time(long seconds) {
    String token = bound(rs);
    DpopProof proof = proof(rs, KEY, token).at(rs.clock().instant().plusSeconds(seconds));
    assertRefused(send(rs, token, proof), "invalid_dpop_proof");
  }

  @Test // §11.1
  void lets_one_of_32_requests_with_the_same_proof_pass() {
    String token = bound(rs);
    DpopProof proof = proof(rs, KEY, token);
    List<Integer> statuses = Parallel.times(32, () -> send(rs, token, proof).status());
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    assertThat(statuses.stream().filter(status -> status == 401)).hasSize(31);
  }

  @Test // CWE-770: nothing is forgotten for room, and who fills it leaves some to others
  void answers_503_while_it_cannot_remember_the_proof() {
    String token = bound(flooded);
    Instant stale = flooded.clock().instant().plusSeconds(300);
    List<String> holders = List.of("sub alice");
    IntStream.range(0, 500_000)
        .forEach(i -> flooded.usedProofs().use(holders, KEY.thumbprint(), "flood" + i, stale));
    Reply reply = send(flooded, token, proof(flooded, KEY, token));
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).contains("2");
    assertThat(new JsonObject(reply.body()).getString("error"))
        .isEqualTo("temporarily_unavailable");
    assertThat(flooded.whoami(flooded.token()).status()).isEqualTo(200);
    flooded.clock().advance(Duration.ofMinutes(6));
    String later = bound(flooded);
    assertThat(send(flooded, later, proof(flooded, KEY, later)).status()).isEqualTo(200);
  }

  @Test // a thief's requests use nothing up
  void keeps_the_id_of_a_proof_that_came_with_a_bad_token() {
    String token = bound(rs);
    DpopProof proof = proof(rs, KEY, token);
    assertRefused(send(rs, "no." + token, proof), "invalid_token");
    assertThat(send(rs, token, proof).status()).isEqualTo(200);
  }

  @ParameterizedTest // RFC 7800 §3.1
  @ValueSource(
      strings = {
        "{\"x5t#S256\":\"bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2\"}",
        "{}",
        "\"x\"",
        "{\"jkt\":\"x\"}",
        "{\"jkt\":1}",
        "null"
      })
  void refuses_a_token_that_is_bound_in_a_way_unknown_here(String cnf) {
    JsonObject claims = rs.claims();
    claims.put("cnf", new JsonObject("{\"v\":" + cnf + '}').getValue("v"));
    assertThat(rs.whoami(rs.issuer().sign(claims)).status()).isEqualTo(401);
  }

  @ParameterizedTest // RFC 9110 §11.4
  @ValueSource(strings = {"DPoP  t t", "DPoP a,b", "DPoP token68=x"})
  void refuses_what_is_not_one_token(String header) {
    Reply reply = rs.http().send("GET /whoami", "Authorization: " + header);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge()).startsWith("DPoP ").contains("error=\"invalid_token\"");
  }

  @Test // RFC 9110 §5.3
  void refuses_the_token_in_both_schemes() {
    String token = bound(rs);
    String proof = "DPoP: " + proof(rs, KEY, token);
    Reply two = rs.http()
        .send(
            "GET /whoami", "Authorization: DPoP " + token, "Authorization: Bearer " + token, proof);
    assertThat(two.status()).isEqualTo(400);
    Reply joined = rs.http()
        .send("GET /whoami", "Authorization: DPoP " + token + ", Bearer " + rs.token(), proof);
    assertThat(joined.status()).isEqualTo(400);
  }

  @ParameterizedTest // RFC 9110 §11.1
  @ValueSource(strings = {"DPoP", "dpop", "DPOP"})
  void takes_the_scheme_in_any_case(String scheme) {
    String token = bound(rs);
    Reply reply = rs.http()
        .send(
            "GET /whoami",
            "Authorization: " + scheme + ' ' + token,
            "DPoP: " + proof(rs, KEY, token));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(new JsonObject(reply.body()).getJsonObject("cnf").getString("jkt"))
        .isEqualTo(KEY.thumbprint());
  }

  @ParameterizedTest // §4.3 #9: as the client spelled it
  @CsvSource({
    "localhost, /mcp",
    "localhost, /",
    "127.0.0.1, /mcp",
    "[::1], /mcp",
    "LOCALHOST, /mcp",
    "localhost, /mcp?session=1"
  })
  void takes_the_url_that_the_client_used(String host, String path) {
    String token = bound(rs);
    String authority = host + ':' + rs.port();
    String url = "http://" + authority + path.replaceFirst("\\?.*", "");
    Reply reply = rs.http()
        .sendBody(
            "POST " + path,
            "{}",
            "Host: " + authority,
            "Content-Type: application/json",
            "Authorization: DPoP " + token,
            "DPoP: " + KEY.proof("POST", url).forToken(token).at(rs.clock().instant()));
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test // the other spelling was signed for another request
  void refuses_the_url_in_a_spelling_that_the_client_did_not_use() {
    String token = bound(rs);
    String url = "http://127.0.0.1:" + rs.port() + "/whoami";
    assertRefused(send(rs, token, proof(rs, KEY, token).text("htu", url)), "invalid_dpop_proof");
  }

  @ParameterizedTest // §4.3 #5
  @ValueSource(strings = {"ES256", "RS256", "PS256", "EdDSA", "Ed25519"})
  void takes_every_algorithm_of_its_metadata(String algorithm) {
    DpopKey key = DpopKey.of(algorithm);
    String token = bound(rs, key);
    assertThat(send(rs, token, proof(rs, key, token)).status()).isEqualTo(200);
  }

  @Test // §5.1 of RFC 9728 §2
  void names_its_algorithms_in_its_metadata() {
    JsonObject metadata = metadata(rs);
    assertThat(metadata.getJsonArray("dpop_signing_alg_values_supported"))
        .isEqualTo(JsonArray.of("ES256", "EdDSA", "Ed25519", "PS256", "RS256"));
    assertThat(metadata.containsKey("dpop_bound_access_tokens_required")).isFalse();
    assertThat(metadata(requiring).getBoolean("dpop_bound_access_tokens_required"))
        .isTrue();
  }

  @Test // §9
  void asks_for_a_nonce_and_takes_it_for_a_minute_or_two() {
    String token = bound(withNonces);
    Reply asked = send(withNonces, token, proof(withNonces, KEY, token));
    assertRefused(asked, "use_dpop_nonce");
    String nonce = asked.header("DPoP-Nonce").orElseThrow();
    Reply good = send(withNonces, token, proof(withNonces, KEY, token).text("nonce", nonce));
    assertThat(good.status()).isEqualTo(200);
    assertThat(good.header("DPoP-Nonce")).isPresent(); // §8.2
    assertThat(good.header("Cache-Control")).contains("no-store");
    withNonces.clock().advance(Duration.ofMinutes(2));
    Reply stale = send(withNonces, token, proof(withNonces, KEY, token).text("nonce", nonce));
    assertRefused(stale, "use_dpop_nonce");
  }

  @Test // §9: only who uses DPoP is asked
  void gives_no_nonce_to_a_bearer_token() {
    Reply reply = withNonces.whoami(withNonces.token());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("DPoP-Nonce")).isEmpty();
  }

  @Test // §7.1
  void takes_bound_tokens_only_where_it_requires_them() {
    assertRefused(requiring.whoami(requiring.token()), "invalid_token");
    String token = bound(requiring);
    assertThat(send(requiring, token, proof(requiring, KEY, token)).status()).isEqualTo(200);
    Reply nothing = requiring.http().send("GET /whoami");
    assertThat(nothing.status()).isEqualTo(401);
    assertThat(nothing.headers().get("www-authenticate")).hasSize(1);
    assertThat(nothing.challenge())
        .startsWith("DPoP resource_metadata=")
        .contains(ALGORITHMS)
        .doesNotContain("error");
  }

  @Test // §7.1: the scope is missing, whatever the scheme
  void asks_for_the_missing_scope_in_the_scheme_that_was_used() {
    String token = bound(demanding);
    Reply reply = send(demanding, token, proof(demanding, KEY, token));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.challenge())
        .startsWith("DPoP error=\"insufficient_scope\", scope=\"mcp.read notes:read mcp.write\"")
        .contains("resource_metadata=\"", ALGORITHMS);
  }

  @Test // what a naive client parses is as it was
  void leaves_the_bearer_challenge_alone() {
    assertThat(rs.whoami("x").challenge()).startsWith("Bearer ").doesNotContain("algs");
    assertThat(rs.http().send("GET /whoami").challenge())
        .isEqualTo("Bearer resource_metadata=\"" + rs.origin()
            + "/.well-known/oauth-protected-resource/mcp\", scope=\"mcp.read\"");
    assertThat(rs.http().send("GET /whoami", "Authorization: Basic eDp5").challenge())
        .startsWith("Bearer ");
  }

  private static void assertRefused(Reply reply, String error) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(401);
    assertThat(reply.headers().get("www-authenticate")).hasSize(1);
    assertThat(reply.challenge())
        .startsWith("DPoP resource_metadata=\"")
        .contains("error=\"" + error + '"', "error_description=\"", ALGORITHMS);
    assertThat(new JsonObject(reply.body()).getString("error")).isEqualTo(error);
  }

  private static String bound(Gated server) {
    return bound(server, KEY);
  }

  private static String bound(Gated server, DpopKey key) {
    var confirmation = new JsonObject().put("jkt", key.thumbprint());
    return server.issuer().sign(server.claims().put("cnf", confirmation));
  }

  private static DpopProof proof(Gated server, DpopKey key, String token) {
    return key.proof("GET", server.origin() + "/whoami")
        .forToken(token)
        .at(server.clock().instant());
  }

  private static Reply send(Gated server, String token, DpopProof proof) {
    return server.http().send("GET /whoami", "Authorization: DPoP " + token, "DPoP: " + proof);
  }

  private static JsonObject metadata(Gated server) {
    return new JsonObject(
        server.http().send("GET /.well-known/oauth-protected-resource/mcp").body());
  }
}
