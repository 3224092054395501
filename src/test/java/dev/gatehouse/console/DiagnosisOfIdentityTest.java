package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Assertions;
import dev.gatehouse.testing.DocumentServer;
import dev.gatehouse.testing.DpopKey;
import dev.gatehouse.testing.Neighbourhood;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said of clients that do not prove who they are: by a document, an assertion, a key. */
class DiagnosisOfIdentityTest {
  private static final String HOST = "client.example.test";
  private static final Neighbourhood WEB = new Neighbourhood(HOST);
  private static final DocumentServer SERVER = WEB.server();
  private static final DpopKey KEY = DpopKey.ec();

  @RegisterExtension
  static final App app = App.with(settings -> settings
          .set("server.dpop-nonce", "required")
          .set("auth-server.cimd-allow-loopback", true))
      .reaching(WEB.outbound());

  private final Provoked diagnosis = new Provoked(app);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test // draft-ietf-oauth-client-id-metadata-document §4.1
  void a_document_that_is_not_accepted() {
    SERVER.publish("/no-name.json", "{\"client_id\":\"x\"}");
    String url = url("/no-name.json");
    TestClient client = described(url);
    client.authorize(client.request("mcp.read"));
    assertThat(diagnosis.in(url, "document-refused").getString("what")).contains("client_id");
  }

  @Test
  void a_document_that_cannot_be_had_just_now() {
    SERVER.respond("/broken.json", exchange -> exchange.sendResponseHeaders(503, -1));
    String url = url("/broken.json");
    described(url).redeem("code");
    assertThat(diagnosis.in(url, "document-unreachable").getString("weight")).isEqualTo("warning");
  }

  @Test // RFC 7523 §3
  void an_assertion_for_another_audience() {
    RSAKey key = Assertions.rsa("one");
    TestClient client = app.client(new JsonObject()
        .put("token_endpoint_auth_method", "private_key_jwt")
        .put("jwks", Assertions.jwks(key)));
    String assertion = Assertions.sign(
        key,
        Assertions.claims(client.id(), "https://another.example", Instant.now()).build());
    var parameters = new ArrayList<>(client.exchange("x"));
    parameters.addAll(Assertions.parameters(assertion));
    client.token(parameters);
    JsonObject found = diagnosis.in(client.id(), "assertion-refused");
    assertThat(found.getString("sent")).contains("https://another.example");
    assertThat(found.getString("right_value")).isEqualTo(app.issuer());
  }

  @Test // RFC 9449 §4.3
  void a_proof_for_another_request() {
    TestClient client = app.client();
    String proof = KEY.proof("POST", app.issuer() + "/elsewhere").toString();
    client.token(client.exchange("x"), "DPoP", proof);
    assertThat(diagnosis.in(client.id(), "dpop-proof").getString("what")).contains("htu");
  }

  @Test // RFC 9449 §8: the client goes on
  void a_proof_without_the_nonce_which_is_a_turn() {
    TestClient client = app.client();
    String proof = KEY.proof("POST", app.issuer() + "/token").toString();
    client.token(client.exchange("x"), "DPoP", proof);
    assertThat(diagnosis.in(client.id(), "dpop-nonce").getString("weight")).isEqualTo("note");
    JsonObject run =
        new Watched(app).run(client.id(), found -> Watched.kinds(found).contains("token"));
    JsonObject step = Watched.steps(run).get(Watched.kinds(run).indexOf("token"));
    assertThat(step.getString("turn")).isEqualTo("turn");
  }

  private static String url(String path) {
    return "https://" + HOST + ":" + SERVER.port() + path;
  }

  private static TestClient described(String url) {
    return app.described(new JsonObject()
        .put("client_id", url)
        .put("redirect_uris", new JsonArray().add(TestClient.REDIRECT)));
  }
}
