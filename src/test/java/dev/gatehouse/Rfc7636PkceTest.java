package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proof Key for Code Exchange, RFC 7636: S256 or nothing. */
class Rfc7636PkceTest {
  private static final String CHALLENGE =
      "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"; // appendix B

  @RegisterExtension
  static final App app = App.started();

  private static TestClient client;

  @BeforeAll
  static void register() {
    client = app.client();
  }

  @Test // §4.4.1, RFC 9700 §2.1.1
  void refuses_a_request_without_a_challenge() {
    Map<String, String> request = client.request("mcp.read");
    request.remove("code_challenge");
    assertThat(client.authorize(request)).isRefusedToClient("invalid_request");
    request.remove("code_challenge_method");
    assertThat(client.authorize(request)).isRefusedToClient("invalid_request");
  }

  @Test // §4.3: left out means plain
  void refuses_a_challenge_without_a_method() {
    Map<String, String> request = client.request("mcp.read");
    request.remove("code_challenge_method");
    assertThat(client.authorize(request)).isRefusedToClient("invalid_request");
  }

  @ParameterizedTest // §4.4.1, RFC 9700 §2.1.1
  @ValueSource(strings = {"plain", "s256", "S512", "S256 ", "none"})
  void refuses_every_method_but_s256(String method) {
    Map<String, String> request = client.request("mcp.read");
    request.put("code_challenge_method", method);
    assertThat(client.authorize(request)).isRefusedToClient("invalid_request");
  }

  @ParameterizedTest // §4.2
  @ValueSource(
      strings = {
        "short",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMM",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw/cM",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN", // four bits in the last character
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw cM"
      })
  void refuses_a_malformed_challenge(String challenge) {
    Map<String, String> request = client.request("mcp.read");
    request.put("code_challenge", challenge);
    assertThat(client.authorize(request)).isRefusedToClient("invalid_request");
  }

  @Test // §4.6
  void refuses_a_verifier_that_does_not_match() {
    assertThat(redeem("x".repeat(43))).isOAuthError(400, "invalid_grant");
  }

  @Test // RFC 9700 §4.8.2: no downgrade
  void refuses_the_challenge_as_verifier() {
    assertThat(redeem(client.challenge())).isOAuthError(400, "invalid_grant");
  }

  @Test // RFC 9700 §4.8.2: no downgrade
  void refuses_to_go_without_a_verifier() {
    assertThat(redeem("")).isOAuthError(400, "invalid_grant");
  }

  @ParameterizedTest // a secret is no replacement for the proof
  @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
  void asks_clients_that_authenticate_for_the_verifier_too(String method) {
    TestClient keeper = app.confidentialClient(method);
    String code = keeper.code("alice", "mcp.read");
    assertThat(keeper.redeem(code, "code_verifier", "")).isOAuthError(400, "invalid_grant");
  }

  @Test // §4.1: 43 to 128 unreserved characters
  void refuses_a_malformed_verifier() {
    String verifier = client.verifier();
    for (String wrong : List.of(
        verifier.substring(1),
        verifier + "=",
        verifier + " ",
        " " + verifier,
        verifier.toUpperCase(Locale.ROOT),
        "x".repeat(129),
        "ü".repeat(43),
        verifier + "\u0000")) {
      assertThat(redeem(wrong)).isOAuthError(400, "invalid_grant");
    }
  }

  @Test
  void refuses_a_verifier_as_an_array() {
    List<String> exchange = new ArrayList<>(TestClient.replaced(
        client.exchange(client.code("alice", "mcp.read")), "code_verifier", ""));
    exchange.addAll(List.of("code_verifier[]", client.verifier()));
    assertThat(client.token(exchange)).isOAuthError(400, "invalid_grant");
  }

  @Test // a code is used up by the first who tries
  void gives_no_second_guess() {
    String code = client.code("alice", "mcp.read");
    assertThat(client.redeem(code, "code_verifier", "x".repeat(43)))
        .isOAuthError(400, "invalid_grant");
    assertThat(client.redeem(code)).isOAuthError(400, "invalid_grant");
  }

  @Test // appendix B
  void accepts_the_example_of_the_specification() {
    Map<String, String> request = client.request("mcp.read");
    request.put("code_challenge", CHALLENGE);
    String code = client.approve("alice", request).answer().get("code");
    Reply reply =
        client.redeem(code, "code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assertThat(reply).hasStatus(200);
  }

  private static Reply redeem(String verifier) {
    return client.redeem(client.code("alice", "mcp.read"), "code_verifier", verifier);
  }
}
