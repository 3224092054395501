package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Assertions;
import dev.gatehouse.testing.DocumentServer;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Neighbourhood;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that a client keeps at a URL of its own: {@code jwks_uri}, RFC 7591 §2, for {@code private_key_jwt}. */
class Rfc7591JwksUriTest {
  private static final String HOST = "keys.example.test";
  private static final Neighbourhood WEB = new Neighbourhood(HOST);
  private static final MovableClock CLOCK = new MovableClock();
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final RSAKey ONE = Assertions.rsa("one");
  private static final ECKey TWO = Assertions.ec("two");

  @RegisterExtension
  static final App app = App.with(settings -> settings.set("auth-server.cimd-allow-loopback", true))
      .at(CLOCK)
      .reaching(WEB.outbound());

  @RegisterExtension // the same web, seen by a server as it starts by default
  static final App strict = App.started().reaching(WEB.outbound());

  private static DocumentServer server;

  private final String path = "/keys/" + NUMBER.incrementAndGet();

  @BeforeAll
  static void start() {
    server = WEB.server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void wait_a_minute() {
    CLOCK.advance(Duration.ofMinutes(1));
  }

  @Test // RFC 7591 §5
  void registers_the_url_and_fetches_nothing() {
    Reply registered = register(app, metadata());
    assertThat(registered).hasStatus(201);
    assertThat(registered.json().getString("jwks_uri")).isEqualTo(url());
    assertThat(registered.json().containsKey("jwks")).isFalse();
    assertThat(registered.json().containsKey("client_secret")).isFalse();
    Reply read = Http.get(
        registered.json().getString("registration_client_uri"),
        "Authorization",
        "Bearer " + registered.json().getString("registration_access_token"));
    assertThat(read.json().getString("jwks_uri")).isEqualTo(url());
    assertThat(server.requestsFor(path)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://keys.example.test/jwks",
        "ftp://keys.example.test/jwks",
        "/jwks",
        "x",
        "https://user@keys.example.test/jwks",
        "https://keys.example.test/jwks#x",
        "https://0x7f000001/jwks",
        "https://keys.example.test\\jwks",
        "https://"
      })
  void refuses_to_register_another_kind_of_url(String url) {
    Reply refused = register(app, metadata().put("jwks_uri", url));
    assertThat(refused).isOAuthError(400, "invalid_client_metadata");
    assertThat(refused.json().getString("error_description")).contains("jwks_uri");
  }

  @Test // RFC 7591 §2: MUST NOT both be present
  void refuses_keys_in_two_places_whatever_the_client_authenticates_by() {
    JsonObject both = metadata().put("jwks", Assertions.jwks(ONE));
    assertThat(register(app, both)).isOAuthError(400, "invalid_client_metadata");
    assertThat(register(app, both.put("token_endpoint_auth_method", "none")))
        .isOAuthError(400, "invalid_client_metadata");
  }

  @Test // RFC 7523 §3
  void fetches_the_keys_at_the_first_assertion_and_keeps_them() {
    publish(ONE, TWO);
    String id = register(app, metadata()).json().getString("client_id");
    assertThat(authenticate(app, id, ONE)).hasStatus(200);
    assertThat(authenticate(app, id, TWO)).hasStatus(200);
    assertThat(server.requestsFor(path)).isEqualTo(1);
    CLOCK.advance(Duration.ofMinutes(6));
    assertThat(authenticate(app, id, ONE)).hasStatus(200);
    assertThat(server.requestsFor(path)).isEqualTo(2);
  }

  @Test
  void fetches_again_for_an_unknown_kid_but_not_more_often_than_every_five_seconds() {
    publish(ONE);
    String id = register(app, metadata()).json().getString("client_id");
    assertThat(authenticate(app, id, ONE)).hasStatus(200);
    publish(TWO);
    assertThat(authenticate(app, id, TWO)).isOAuthError(401, "invalid_client");
    assertThat(server.requestsFor(path)).isEqualTo(1);
    CLOCK.advance(Duration.ofSeconds(6));
    assertThat(authenticate(app, id, TWO)).hasStatus(200);
    assertThat(authenticate(app, id, ONE)).isOAuthError(401, "invalid_client");
    assertThat(server.requestsFor(path)).isEqualTo(2);
  }

  @Test // so that nobody makes this server fetch by sending nonsense
  void fetches_nothing_for_an_assertion_that_is_wrong_anyway() {
    publish(ONE);
    String id = register(app, metadata()).json().getString("client_id");
    var late =
        Assertions.claims(id, app.issuer(), CLOCK.instant().minusSeconds(600)).build();
    var elsewhere = Assertions.claims(id, "https://as.example", CLOCK.instant()).build();
    for (var claims : List.of(late, elsewhere)) {
      assertThat(present(app, Assertions.sign(ONE, claims))).isOAuthError(401, "invalid_client");
    }
    assertThat(server.requestsFor(path)).isZero();
  }

  @Test // RFC 7517 §9.2, §5
  void takes_no_set_that_tells_a_private_key_and_passes_over_kinds_that_it_does_not_know() {
    String id = register(app, metadata()).json().getString("client_id");
    JsonObject open = new JsonObject(ONE.toPublicJWK().toJSONString());
    JsonObject secret = new JsonObject(TWO.toJSONString());
    server.publish(path, set(open, secret));
    assertThat(authenticate(app, id, ONE)).isOAuthError(401, "invalid_client");
    JsonObject edwards =
        new JsonObject().put("kty", "OKP").put("crv", "Ed25519").put("x", "AAAA");
    server.publish(path, set(edwards));
    assertThat(authenticate(app, id, ONE)).isOAuthError(401, "invalid_client");
    server.publish(path, set(edwards, open));
    assertThat(authenticate(app, id, ONE)).hasStatus(200);
  }

  @Test
  void says_what_is_wrong_with_the_set_and_when_it_could_not_be_had() {
    String id = register(app, metadata()).json().getString("client_id");
    server.publish(path, "[]");
    Reply refused = authenticate(app, id, ONE);
    assertThat(refused).isOAuthError(401, "invalid_client");
    assertThat(refused.json().getString("error_description")).contains("jwks_uri", "JSON object");
    server.respond(path, exchange -> exchange.sendResponseHeaders(500, -1));
    assertThat(authenticate(app, id, ONE)).isOAuthError(503, "temporarily_unavailable");
  }

  @Test // CWE-918
  void fetches_no_keys_from_inside() {
    publish(ONE);
    Reply registered = register(strict, metadata());
    assertThat(registered).hasStatus(201);
    Reply refused = authenticate(strict, registered.json().getString("client_id"), ONE);
    // As of any host that cannot be reached: which hosts there are inside is nothing for strangers.
    assertThat(refused).isOAuthError(503, "temporarily_unavailable");
    assertThat(refused.json().getString("error_description"))
        .contains("cannot reach " + HOST)
        .doesNotContain("loopback");
    assertThat(server.requestsFor(path)).isZero();
  }

  @Test // draft-ietf-oauth-client-id-metadata-document §6.2
  void fetches_the_keys_of_a_client_that_a_document_describes() {
    String id = "https://" + HOST + ":" + server.port() + path + "/client";
    publish(ONE);
    server.publish(
        path + "/client",
        metadata()
            .put("client_id", id)
            .put("client_name", "With keys elsewhere")
            .encode());
    assertThat(authenticate(app, id, ONE)).hasStatus(200);
    assertThat(authenticate(app, id, TWO)).isOAuthError(401, "invalid_client");
  }

  private String url() {
    return "https://" + HOST + ":" + server.port() + path;
  }

  private JsonObject metadata() {
    return new JsonObject()
        .put("redirect_uris", List.of(TestClient.REDIRECT))
        .put("token_endpoint_auth_method", "private_key_jwt")
        .put("jwks_uri", url());
  }

  private void publish(JWK... keys) {
    server.publish(path, Assertions.jwks(keys).encode());
  }

  private static String set(JsonObject... keys) {
    return new JsonObject().put("keys", new JsonArray(List.of(keys))).encode();
  }

  private static Reply register(App at, JsonObject metadata) {
    return Http.postJson(at.issuer() + "/register", metadata.encode());
  }

  // Revoking nothing is a request that says no more than who sends it.
  private static Reply authenticate(App at, String id, JWK key) {
    Clock clock = at == app ? CLOCK : Clock.systemUTC();
    var claims = Assertions.claims(id, at.issuer(), clock.instant());
    return present(at, Assertions.sign(key, claims.build()));
  }

  private static Reply present(App at, String assertion) {
    var parameters = new ArrayList<>(List.of("token", "nothing"));
    parameters.addAll(Assertions.parameters(assertion));
    return Http.postForm(at.issuer() + "/revoke", parameters);
  }
}
