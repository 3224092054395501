package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DpopKey;
import dev.gatehouse.testing.DpopProof;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DPoP at the authorization server, RFC 9449 §5, §6, §8 and §10. What a proof must be has a class of its own. */
class Rfc9449DpopTest {
  private static final DpopKey KEY = DpopKey.ec();
  private static final DpopKey OTHER = DpopKey.ec();
  private static final MovableClock CLOCK = new MovableClock();

  @RegisterExtension
  static final App app = App.started();

  @RegisterExtension
  static final App withNonces =
      App.with(settings -> settings.set("server.dpop-nonce", "required")).at(CLOCK);

  @Test // §11.1
  void gives_one_of_32_requests_with_the_same_proof_a_token() {
    TestClient client = app.confidentialClient("client_secret_post");
    String refreshToken = tokens(client, KEY).getString("refresh_token");
    String proof = proof(KEY).toString();
    List<Integer> statuses =
        Parallel.times(32, () -> refresh(client, refreshToken, proof).status());
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    assertThat(statuses.stream().filter(status -> status == 400)).hasSize(31);
  }

  @Test // §10
  void refuses_a_code_that_is_bound_to_another_key() {
    TestClient client = app.client();
    String code = codeFor(client, "dpop_jkt", KEY.thumbprint());
    assertThat(redeem(client, code, proof(OTHER).toString())).isOAuthError(400, "invalid_grant");
  }

  @Test // §10: not even as a bearer token
  void refuses_a_code_that_is_bound_to_a_key_without_its_proof() {
    TestClient client = app.client();
    String code = codeFor(client, "dpop_jkt", KEY.thumbprint());
    assertThat(client.token(client.exchange(code))).isOAuthError(400, "invalid_grant");
  }

  @Test // §10
  void redeems_a_code_that_is_bound_to_the_key_of_the_proof() {
    TestClient client = app.client();
    String code = codeFor(client, "dpop_jkt", KEY.thumbprint());
    assertThat(jkt(redeem(client, code, proof(KEY).toString()).json())).isEqualTo(KEY.thumbprint());
  }

  @ParameterizedTest // §10
  @ValueSource(strings = {"x", "not+base64url", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"})
  void refuses_a_dpop_jkt_that_is_no_thumbprint(String jkt) {
    TestClient client = app.client();
    Map<String, String> request = client.request("mcp.read");
    request.put("dpop_jkt", jkt);
    assertThat(client.authorize(request)).isRefusedToClient("invalid_request");
  }

  @Test // §10.1
  void binds_a_pushed_request_to_the_key_of_its_proof() {
    TestClient client = app.client();
    Reply pushed = push(client.request("mcp.read"), KEY.proof("POST", par()).toString());
    assertThat(pushed).hasStatus(201);
    String code = client
        .approve(
            "alice",
            Map.of("client_id", client.id(), "request_uri", pushed.json().getString("request_uri")))
        .answer()
        .get("code");
    assertThat(redeem(client, code, proof(OTHER).toString())).isOAuthError(400, "invalid_grant");
  }

  @Test // §10.1
  void refuses_to_push_a_dpop_jkt_that_is_not_of_the_proof() {
    TestClient client = app.client();
    Map<String, String> request = client.request("mcp.read");
    request.put("dpop_jkt", OTHER.thumbprint());
    String proof = KEY.proof("POST", par()).toString();
    assertThat(push(request, proof)).isOAuthError(400, "invalid_dpop_proof");
    request.put("dpop_jkt", KEY.thumbprint());
    assertThat(push(request, KEY.proof("POST", par()).toString())).hasStatus(201);
  }

  @Test // §4.3: the proof of one endpoint is none at another
  void refuses_a_proof_for_the_token_endpoint_at_par() {
    TestClient client = app.client();
    assertThat(push(client.request("mcp.read"), proof(KEY).toString()))
        .isOAuthError(400, "invalid_dpop_proof");
  }

  @Test // §5: refresh tokens of public clients
  void refuses_a_stolen_refresh_token_with_another_key_or_none_and_spares_its_owner() {
    TestClient client = app.client();
    String refreshToken = tokens(client, KEY).getString("refresh_token");
    assertThat(refresh(client, refreshToken, proof(OTHER).toString()))
        .isOAuthError(400, "invalid_grant");
    assertThat(client.refresh(refreshToken)).isOAuthError(400, "invalid_grant");
    Reply owner = refresh(client, refreshToken, proof(KEY).toString());
    assertThat(owner).hasStatus(200);
    assertThat(jkt(owner.json())).isEqualTo(KEY.thumbprint());
    String next = owner.json().getString("refresh_token");
    assertThat(client.refresh(next)).isOAuthError(400, "invalid_grant");
  }

  @Test // §5: those of others are bound to the client already
  void lets_a_confidential_client_change_its_key() {
    TestClient client = app.confidentialClient("client_secret_post");
    String refreshToken = tokens(client, KEY).getString("refresh_token");
    assertThat(jkt(refresh(client, refreshToken, proof(OTHER).toString()).json()))
        .isEqualTo(OTHER.thumbprint());
  }

  @Test // §5.2
  void gives_a_client_that_wants_bound_tokens_only_no_other() {
    TestClient client = app.client(new JsonObject().put("dpop_bound_access_tokens", true));
    assertThat(client.token(client.exchange(client.code("alice", "mcp.read"))))
        .isOAuthError(400, "invalid_dpop_proof");
    assertThat(tokens(client, KEY).getString("token_type")).isEqualTo("DPoP");
  }

  @Test // §5.2
  void shows_a_client_that_it_registered_for_bound_tokens() {
    var metadata = new JsonObject()
        .put("redirect_uris", new JsonArray().add("http://localhost/cb"))
        .put("dpop_bound_access_tokens", true);
    Reply reply = Http.postJson(app.issuer() + "/register", metadata.encode());
    assertThat(reply.json().getBoolean("dpop_bound_access_tokens")).isTrue();
    Reply wrong = Http.postJson(
        app.issuer() + "/register",
        metadata.put("dpop_bound_access_tokens", "yes").encode());
    assertThat(wrong).isOAuthError(400, "invalid_client_metadata");
  }

  @ParameterizedTest // §5.1, §6.1
  @ValueSource(strings = {"ES256", "RS256", "PS256", "EdDSA", "Ed25519"})
  void binds_the_access_token_to_the_key_of_the_proof(String algorithm) {
    DpopKey key = DpopKey.of(algorithm);
    JsonObject answer = tokens(app.client(), key);
    assertThat(answer.getString("token_type")).isEqualTo("DPoP");
    assertThat(jkt(answer)).isEqualTo(key.thumbprint());
  }

  @Test // a request without proof is what it was
  void gives_a_bearer_token_where_no_proof_is_sent() {
    JsonObject answer = app.client().tokens("alice", "mcp.read");
    assertThat(answer.getString("token_type")).isEqualTo("Bearer");
    assertThat(Jwt.claims(answer.getString("access_token")).containsKey("cnf")).isFalse();
  }

  @Test // §6.2
  void introspects_a_bound_token_with_its_key() {
    TestClient client = app.confidentialClient("client_secret_post");
    JsonObject answer =
        client.introspect(tokens(client, KEY).getString("access_token")).json();
    assertThat(answer.getString("token_type")).isEqualTo("DPoP");
    assertThat(answer.getJsonObject("cnf").getString("jkt")).isEqualTo(KEY.thumbprint());
  }

  @Test // §5.1
  void names_its_algorithms_in_the_metadata() {
    JsonArray algorithms = Http.get(app.issuer() + "/.well-known/oauth-authorization-server")
        .json()
        .getJsonArray("dpop_signing_alg_values_supported");
    assertThat(algorithms).containsExactly("ES256", "EdDSA", "Ed25519", "PS256", "RS256");
  }

  @Test // Fetch: pages of other origins
  void lets_web_pages_send_a_proof_and_read_the_nonce() {
    Reply preflight = Http.send(
        "OPTIONS",
        app.issuer() + "/token",
        "",
        "Origin",
        "https://app.example.com",
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "dpop");
    assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("dpop");
    Reply reply = Http.postForm(app.issuer() + "/token", List.of(), "Origin", "https://a.example");
    assertThat(reply.header("Access-Control-Expose-Headers"))
        .contains("DPoP-Nonce", "WWW-Authenticate");
  }

  @Test // §8
  void asks_for_a_nonce_and_takes_it_for_a_minute_or_two() {
    TestClient client = withNonces.client();
    DpopProof proof = proofWithNonces();
    Reply asked = redeem(client, client.code("alice", "mcp.read"), proof.toString());
    assertThat(asked).isOAuthError(400, "use_dpop_nonce");
    String nonce = asked.header("DPoP-Nonce");
    Reply reply = redeem(
        client,
        client.code("alice", "mcp.read"),
        proofWithNonces().text("nonce", nonce).toString());
    assertThat(reply).hasStatus(200);
    assertThat(reply.header("DPoP-Nonce")).isNotEmpty();
    CLOCK.advance(Duration.ofMinutes(2));
    Reply stale = redeem(client, "any", proofWithNonces().text("nonce", nonce).toString());
    assertThat(stale).isOAuthError(400, "use_dpop_nonce");
    assertThat(stale.header("DPoP-Nonce")).isNotEmpty().isNotEqualTo(nonce);
  }

  @Test // §8
  void refuses_a_nonce_that_it_never_gave() {
    DpopProof proof = proofWithNonces().text("nonce", "a".repeat(43));
    assertThat(redeem(withNonces.client(), "any", proof.toString()))
        .isOAuthError(400, "use_dpop_nonce");
  }

  @Test // a code is not used up by a proof that does not count
  void leaves_a_code_good_when_the_proof_is_not() {
    TestClient client = app.client();
    String code = client.code("alice", "mcp.read");
    assertThat(redeem(client, code, "no proof")).isOAuthError(400, "invalid_dpop_proof");
    assertThat(redeem(client, code, proof(KEY).toString())).hasStatus(200);
  }

  @Test // nor by one that was used
  void leaves_a_code_and_a_refresh_token_good_when_the_proof_was_used() {
    TestClient client = app.client();
    String proof = proof(KEY).toString();
    Reply first = redeem(client, client.code("alice", "mcp.read"), proof);
    assertThat(first).hasStatus(200);
    String code = client.code("alice", "mcp.read");
    String refreshToken = first.json().getString("refresh_token");
    assertThat(redeem(client, code, proof)).isOAuthError(400, "invalid_dpop_proof");
    assertThat(refresh(client, refreshToken, proof)).isOAuthError(400, "invalid_dpop_proof");
    assertThat(redeem(client, code, proof(KEY).toString())).hasStatus(200);
    assertThat(refresh(client, refreshToken, proof(KEY).toString())).hasStatus(200);
  }

  @Test // §10.1: says no more than dpop_jkt, which anyone may send
  void binds_a_request_that_is_pushed_with_a_replayed_proof_to_the_key_of_its_owner() {
    TestClient client = app.client();
    String proof = KEY.proof("POST", par()).toString();
    assertThat(push(client.request("mcp.read"), proof)).hasStatus(201);
    TestClient thief = app.client();
    Reply replayed = push(thief.request("mcp.read"), proof);
    String code = thief
        .approve(
            "alice",
            Map.of(
                "client_id", thief.id(), "request_uri", replayed.json().getString("request_uri")))
        .answer()
        .get("code");
    assertThat(redeem(thief, code, proof(OTHER).toString())).isOAuthError(400, "invalid_grant");
  }

  private static DpopProof proof(DpopKey key) {
    return key.proof("POST", app.issuer() + "/token");
  }

  private static DpopProof proofWithNonces() {
    return KEY.proof("POST", withNonces.issuer() + "/token").at(CLOCK.instant());
  }

  private static String par() {
    return app.issuer() + "/par";
  }

  private static Reply push(Map<String, String> request, String proof) {
    var parameters = new ArrayList<String>();
    request.forEach((name, value) -> parameters.addAll(List.of(name, value)));
    return Http.postForm(par(), parameters, "DPoP", proof);
  }

  private static String codeFor(TestClient client, String name, String value) {
    Map<String, String> request = client.request("mcp.read");
    request.put(name, value);
    return client.approve("alice", request).answer().get("code");
  }

  private static Reply redeem(TestClient client, String code, String proof) {
    return client.token(client.exchange(code), "DPoP", proof);
  }

  private static Reply refresh(TestClient client, String refreshToken, String proof) {
    var parameters =
        new ArrayList<>(List.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    parameters.addAll(client.identification());
    return client.token(parameters, "DPoP", proof);
  }

  private static JsonObject tokens(TestClient client, DpopKey key) {
    Reply reply = redeem(client, client.code("alice", "mcp.read"), proof(key).toString());
    assertThat(reply).hasStatus(200);
    return reply.json();
  }

  private static String jkt(JsonObject answer) {
    return Jwt.claims(answer.getString("access_token")).getJsonObject("cnf").getString("jkt");
  }
}
