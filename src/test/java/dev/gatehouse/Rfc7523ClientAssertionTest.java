package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Assertions;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client authentication by {@code private_key_jwt}, RFC 7523 §2.2 and §3; Nimbus signs. */
class Rfc7523ClientAssertionTest {
  private static final MovableClock CLOCK = new MovableClock();
  private static final RSAKey RSA = Assertions.rsa("one");
  private static final ECKey EC = Assertions.ec("two");
  private static final String ID = "signer";

  @RegisterExtension
  static final App app = App.with(settings -> settings.set(
          "auth-server.clients",
          List.of(
              Map.of(
                  "id",
                  ID,
                  "grants",
                  List.of("client_credentials"),
                  "scopes",
                  List.of("mcp.read"),
                  "jwks",
                  Map.of(
                      "keys",
                      List.of(RSA.toPublicJWK().toJSONObject(), EC.toPublicJWK().toJSONObject()))),
              Map.of(
                  "id",
                  "sharer",
                  "secret",
                  "a secret that is shared",
                  "grants",
                  List.of("client_credentials"),
                  "scopes",
                  List.of("mcp.read")))))
      .at(CLOCK);

  @ParameterizedTest // §3 (3): CVE-2025-27370, CVE-2025-27371
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://evil.example/token",
        "ISSUER/",
        "ISSUER/authorize",
        "ISSUER/introspect",
        "ISSUER.evil.example",
        "http://127.0.0.1/token",
        "signer",
        ""
      })
  void refuses_an_assertion_for_another_audience(String audience) {
    String spelled = audience.replace("ISSUER", app.issuer());
    refuses(claims -> claims.audience(spelled));
    refuses(claims -> claims.audience(List.of(app.issuer(), spelled)));
    refuses(claims -> claims.audience(List.of(spelled, app.issuer() + "/token")));
  }

  @ParameterizedTest // RFC 9126 §2
  @ValueSource(strings = {"", "/token", "/par"})
  void takes_an_assertion_for_the_issuer_or_either_endpoint(String path) {
    String assertion = signed(claims -> claims.audience(app.issuer() + path));
    // The client is known, and its request is not complete.
    assertThat(post("/par", Assertions.parameters(assertion))).isOAuthError(400, "invalid_request");
  }

  @Test // §3 (3)
  void refuses_an_assertion_without_an_audience_or_with_an_empty_one() {
    refuses(claims -> claims.audience((String) null));
    refuses(claims -> claims.claim("aud", List.of()));
    refuses(claims -> claims.claim("aud", Map.of("a", app.issuer())));
    refuses(claims -> claims.claim("aud", 7));
  }

  @Test // §3 (4)
  void refuses_an_assertion_that_has_expired_or_never_does_or_lives_long() {
    refuses(claims -> claims.expirationTime(null));
    refuses(claims -> claims.expirationTime(in(-1)));
    refuses(claims -> claims.expirationTime(in(400)));
    refuses(claims -> claims.claim("exp", "soon"));
    refuses(claims -> claims.claim("exp", Long.MAX_VALUE));
    refuses(claims -> claims.claim("exp", -1));
    String kept = signed(any -> {});
    CLOCK.advance(Duration.ofSeconds(61));
    assertThat(ask(kept)).isOAuthError(401, "invalid_client");
  }

  @Test // §3 (5), (6)
  void refuses_an_assertion_of_the_future() {
    refuses(claims -> claims.notBeforeTime(in(60)));
    refuses(claims -> claims.issueTime(in(60)));
    refuses(claims -> claims.claim("nbf", "now"));
  }

  @Test // §3 (1), (2)
  void refuses_another_issuer_or_subject_than_the_client() {
    refuses(claims -> claims.issuer("other"));
    refuses(claims -> claims.issuer(null));
    refuses(claims -> claims.subject("other"));
    refuses(claims -> claims.subject(null));
    refuses(claims -> claims.subject("sharer").issuer("sharer"));
    List<String> other = new ArrayList<>(request(signed(any -> {})));
    other.addAll(List.of("client_id", "sharer"));
    assertThat(post("/token", other)).isOAuthError(401, "invalid_client");
  }

  @Test // §3 (7): CVE-2020-5300
  void refuses_an_assertion_that_comes_again_wherever() {
    String assertion = signed(any -> {});
    assertThat(ask(assertion)).hasStatus(200);
    assertThat(ask(assertion)).isOAuthError(401, "invalid_client");
    List<String> elsewhere = new ArrayList<>(Assertions.parameters(assertion));
    elsewhere.addAll(List.of("token", "x"));
    for (String path : List.of("/revoke", "/introspect", "/par")) {
      assertThat(post(path, elsewhere)).isOAuthError(401, "invalid_client");
    }
    refuses(claims -> claims.jwtID(jtiOf(assertion))); // signed anew
    refuses(claims -> claims.jwtID(null));
    refuses(claims -> claims.jwtID(""));
    refuses(claims -> claims.jwtID("x".repeat(257)));
    refuses(claims -> claims.claim("jti", 7));
  }

  @Test // §3 (7)
  void lets_one_of_many_uses_through() {
    String assertion = signed(any -> {});
    List<Integer> statuses = Parallel.times(32, () -> ask(assertion).status());
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    assertThat(statuses.stream().filter(status -> status == 401)).hasSize(31);
  }

  @Test // RFC 8725 §3.1
  void refuses_an_unsigned_assertion() {
    assertThat(ask(new PlainJWT(claims().build()).serialize())).isOAuthError(401, "invalid_client");
    String signed = signed(any -> {});
    assertThat(ask(signed.substring(0, signed.lastIndexOf('.') + 1)))
        .isOAuthError(401, "invalid_client");
  }

  @Test // RFC 8725 §3.1: the public key is no shared secret
  void refuses_hs256_with_the_public_key() throws JOSEException {
    for (byte[] secret : List.of(
        RSA.toRSAPublicKey().getEncoded(),
        RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
      var jwt = new SignedJWT(
          new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
          claims().build());
      jwt.sign(new MACSigner(secret));
      assertThat(ask(jwt.serialize())).isOAuthError(401, "invalid_client");
    }
  }

  @Test // RFC 8725 §3.1, RFC 7515 §4.1.4
  void refuses_another_key_another_name_of_a_key_and_another_algorithm() {
    JWTClaimsSet claims = claims().build();
    refusesHeader(Assertions.rsa("one"), claims, any -> {}); // a stranger's
    refusesHeader(RSA, claims, header -> header.keyID("two"));
    refusesHeader(RSA, claims, header -> header.keyID("three"));
    refusesHeader(RSA, claims, header -> header.keyID(null)); // two keys: which?
    for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
      JWSHeader header = new JWSHeader.Builder(algorithm).keyID("one").build();
      assertThat(ask(Assertions.sign(RSA, header, claims))).isOAuthError(401, "invalid_client");
    }
  }

  @Test // RFC 8725 §3.10, §3.11; RFC 7515 §4.1.11
  void refuses_a_header_that_brings_a_key_or_is_of_another_kind() {
    RSAKey stranger = Assertions.rsa("one");
    JWTClaimsSet claims = claims().build();
    refusesHeader(stranger, claims, header -> header.jwk(stranger.toPublicJWK()));
    refusesHeader(RSA, claims, header -> header.jwk(RSA.toPublicJWK()));
    refusesHeader(RSA, claims, header -> header.jwkURL(URI.create(app.origin() + "/health")));
    refusesHeader(RSA, claims, header -> header.type(new JOSEObjectType("at+jwt")));
    refusesHeader(
        RSA, claims, header -> header.criticalParams(Set.of("exp")).customParam("exp", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "..", "e30.e30.e30", "a.b.c.d", "{}", "e30=.e30=.eA=="})
  void refuses_what_is_no_jwt(String assertion) {
    assertThat(ask(assertion)).isOAuthError(401, "invalid_client");
    assertThat(ask(assertion + "x".repeat(5000))).isOAuthError(401, "invalid_client");
  }

  @Test // CVE-2022-21449
  void refuses_a_psychic_signature() {
    String signed = Assertions.sign(EC, claims().build());
    String zeros = "A".repeat(86);
    assertThat(ask(signed.substring(0, signed.lastIndexOf('.') + 1) + zeros))
        .isOAuthError(401, "invalid_client");
  }

  @Test // RFC 7521 §4.2; RFC 6749 §2.3
  void refuses_two_ways_at_once_half_a_way_and_the_wrong_way() {
    String assertion = signed(any -> {});
    for (String more : List.of("client_secret", "client_assertion", "client_assertion_type")) {
      List<String> parameters = new ArrayList<>(request(assertion));
      parameters.addAll(List.of(more, "x"));
      assertThat(post("/token", parameters)).isOAuthError(400, "invalid_request");
      List<String> without = TestClient.replaced(request(assertion), more, "");
      if (!more.equals("client_secret")) {
        assertThat(post("/token", without)).isOAuthError(400, "invalid_request");
      }
    }
    assertThat(Http.postForm(
            app.issuer() + "/token", request(assertion), "Authorization", "Basic c2lnbmVyOng="))
        .isOAuthError(400, "invalid_request");
    List<String> saml = TestClient.replaced(
        request(assertion),
        "client_assertion_type",
        "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
    assertThat(post("/token", saml)).isOAuthError(400, "invalid_request");
    List<String> bare = List.of("grant_type", "client_credentials", "client_id", ID);
    assertThat(post("/token", bare)).isOAuthError(401, "invalid_client");
    assertThat(post("/token", TestClient.replaced(bare, "client_secret", "x")))
        .isOAuthError(401, "invalid_client");
    assertThat(ask(assertion)).hasStatus(200); // and it was not used up
  }

  @Test // a client that has a secret does not suddenly sign
  void refuses_an_assertion_of_a_client_that_registered_another_method() {
    TestClient open = app.client();
    for (String id : List.of("sharer", open.id())) {
      var claims = Assertions.claims(id, app.issuer(), CLOCK.instant()).build();
      assertThat(ask(Assertions.sign(RSA, claims))).isOAuthError(401, "invalid_client");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/token"})
  void accepts_the_issuer_and_its_token_endpoint_as_audience(String path) {
    assertThat(ask(signed(claims -> claims.audience(app.issuer() + path)))).hasStatus(200);
    assertThat(ask(signed(claims -> claims.audience(List.of(app.issuer() + path)))))
        .hasStatus(200);
    assertThat(ask(signed(
            claims -> claims.claim("aud", List.of(app.issuer() + "/token", app.issuer())))))
        .hasStatus(200);
  }

  @Test // RFC 7518 §3.3, §3.4
  void accepts_rs256_and_es256_and_every_fitting_type() {
    for (JWK key : List.of(RSA, EC)) {
      assertThat(ask(Assertions.sign(key, claims().build()))).hasStatus(200);
      for (String type : List.of("jwt", "client-authentication+jwt")) {
        JWSHeader header = Assertions.header(key).type(new JOSEObjectType(type)).build();
        assertThat(ask(Assertions.sign(key, header, claims().build()))).hasStatus(200);
      }
    }
    // The MCP SDK's assertions live five minutes.
    assertThat(ask(signed(claims -> claims.expirationTime(in(300))))).hasStatus(200);
  }

  @Test // RFC 7519 §2: a NumericDate may have a fraction
  void takes_dates_with_a_fraction() {
    double now = System.currentTimeMillis() / 1000.0;
    assertThat(ask(signed(claims ->
            claims.claim("exp", now + 60.25).claim("iat", now - 1.5).claim("nbf", now - 2.125))))
        .hasStatus(200);
    refuses(claims -> claims.claim("exp", now - 60.5));
    refuses(claims -> claims.claim("exp", 1e300));
    refuses(claims -> claims.claim("nbf", now + 3600.5));
  }

  @Test // at each endpoint where clients authenticate, for a client that registered itself
  void walks_the_whole_handshake() {
    JsonObject jwks = Assertions.jwks(EC);
    TestClient own = app.client(metadata().put("jwks", jwks));
    assertThat(own.secret()).isEmpty();
    Map<String, String> request = own.request("mcp.read");
    var pushed = new ArrayList<String>();
    request.forEach((name, value) -> pushed.addAll(List.of(name, value)));
    pushed.addAll(by(own));
    assertThat(post("/par", pushed)).hasStatus(201);
    List<String> exchange = new ArrayList<>(own.exchange(own.code("alice", "mcp.read")));
    assertThat(post("/token", exchange)).isOAuthError(401, "invalid_client");
    exchange.addAll(by(own));
    Reply tokens = post("/token", exchange);
    assertThat(tokens).hasStatus(200);
    String token = tokens.json().getString("access_token");
    assertThat(app.whoami(token)).hasStatus(200);
    List<String> about = List.of("token", token);
    assertThat(post("/introspect", joined(about, by(own))).json().getBoolean("active"))
        .isTrue();
    assertThat(post("/revoke", joined(about, by(own)))).hasStatus(200);
    assertThat(post("/introspect", joined(about, by(own))).json().getBoolean("active"))
        .isFalse();
  }

  @Test // whoever reads the log can replay nothing
  void writes_no_assertion_into_the_log() {
    try (var recording = new Recording(app.gatehouse())) {
      String assertion = signed(any -> {});
      ask(assertion);
      ask(assertion);
      String signature = assertion.substring(assertion.lastIndexOf('.') + 1);
      assertThat(recording.lines()).isNotEmpty().noneMatch(line -> line.contains(signature));
    }
  }

  private static void refuses(Consumer<JWTClaimsSet.Builder> change) {
    assertThat(ask(signed(change))).isOAuthError(401, "invalid_client");
  }

  private static void refusesHeader(
      RSAKey key, JWTClaimsSet claims, Consumer<JWSHeader.Builder> change) {
    JWSHeader.Builder header = Assertions.header(key);
    change.accept(header);
    assertThat(ask(Assertions.sign(key, header.build(), claims)))
        .isOAuthError(401, "invalid_client");
  }

  private static String signed(Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims = claims();
    change.accept(claims);
    return Assertions.sign(RSA, claims.build());
  }

  private static JWTClaimsSet.Builder claims() {
    return Assertions.claims(ID, app.issuer(), CLOCK.instant());
  }

  private static Date in(int seconds) {
    return Date.from(CLOCK.instant().plusSeconds(seconds));
  }

  private static String jtiOf(String assertion) {
    return Jwt.claims(assertion).getString("jti");
  }

  private static List<String> by(TestClient client) {
    JWTClaimsSet claims =
        Assertions.claims(client.id(), app.issuer(), CLOCK.instant()).build();
    return Assertions.parameters(Assertions.sign(EC, claims));
  }

  private static List<String> joined(List<String> some, List<String> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static Reply ask(String assertion) {
    return post("/token", request(assertion));
  }

  private static List<String> request(String assertion) {
    return joined(List.of("grant_type", "client_credentials"), Assertions.parameters(assertion));
  }

  private static Reply post(String path, List<String> parameters) {
    return Http.postForm(app.issuer() + path, parameters);
  }

  private static JsonObject metadata() {
    return new JsonObject()
        .put("redirect_uris", List.of(TestClient.REDIRECT))
        .put("token_endpoint_auth_method", "private_key_jwt");
  }
}
