package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client authentication, RFC 6749 §2.3 and §3.2.1. */
class Rfc6749ClientAuthenticationTest {
  private static final String ODD_ID = "odd:client/1";
  private static final String ODD_SECRET = "s p+c%e:ü-secret-of-an-odd-client";

  @RegisterExtension
  static final App app = App.with(settings -> settings.set(
      "auth-server.clients",
      List.of(Map.of(
          "id",
          ODD_ID,
          "name",
          "Odd",
          "secret",
          ODD_SECRET,
          "redirect-uris",
          List.of("http://localhost/cb")))));

  private static TestClient open;
  private static TestClient basic;

  @BeforeAll
  static void register() {
    open = app.client();
    basic = app.confidentialClient("client_secret_basic");
  }

  @Test // §5.2
  void refuses_a_client_that_it_does_not_know() {
    assertThat(open.redeem("x", "client_id", "nobody")).isOAuthError(401, "invalid_client");
    assertThat(open.redeem("x", "client_id", "http://127.0.0.1:1/client.json"))
        .isOAuthError(401, "invalid_client");
  }

  @Test // §3.2.1: a public client names itself
  void refuses_a_request_that_names_no_client() {
    assertThat(open.redeem("x", "client_id", "")).isOAuthError(400, "invalid_request");
  }

  @ParameterizedTest // §3.2.1: a confidential client must authenticate
  @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
  void refuses_a_confidential_client_without_its_secret(String method) {
    TestClient client = app.confidentialClient(method);
    String code = client.code("alice", "mcp.read");
    Reply reply = client.redeem(code, "client_secret", "");
    assertThat(reply).isOAuthError(401, "invalid_client");
    assertThat(client.redeem(code)).hasStatus(200); // and the code was not used up
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", " ", "\u0000"})
  void refuses_a_wrong_secret_in_the_form(String secret) {
    assertThat(basic.redeem("x", "client_secret", secret)).isOAuthError(401, "invalid_client");
    assertThat(basic.redeem("x", "client_secret", basic.secret() + secret))
        .isOAuthError(401, "invalid_client");
  }

  @Test // §5.2: answered with the scheme that was used
  void refuses_a_wrong_secret_in_the_header_with_a_challenge() {
    Reply reply = withHeader("x", basicHeader(basic.id(), "wrong"));
    assertThat(reply).isOAuthError(401, "invalid_client");
    assertThat(reply.header("WWW-Authenticate")).startsWith("Basic ");
  }

  @ParameterizedTest // RFC 7617 §2
  @ValueSource(
      strings = {
        "Basic",
        "Basic ",
        "Basic !!!",
        "Basic bm9jb2xvbg==", // nocolon
        "Basic OnNlY3JldA==", // :secret
        "Basic JXp6OiV6eg==", // %zz:%zz
        "Basic AAA6AAA=", // NUL
        "Bearer abc",
        "Digest username=x",
        "basic"
      })
  void refuses_a_malformed_header(String header) {
    Reply reply = withHeader("x", header);
    assertThat(reply.status()).isIn(400, 401);
    assertThat(reply.json().getString("error")).isIn("invalid_client", "invalid_request");
  }

  @Test // §2.3: one method per request
  void refuses_two_methods_at_once() {
    Reply reply =
        basic.token(basic.exchange("x"), "Authorization", basicHeader(basic.id(), basic.secret()));
    assertThat(reply).isOAuthError(400, "invalid_request");
  }

  @Test // client impersonation
  void refuses_a_header_and_a_form_that_name_different_clients() {
    List<String> exchange = TestClient.replaced(basic.exchange("x"), "client_secret", "");
    Reply reply = basic.token(
        TestClient.replaced(exchange, "client_id", open.id()),
        "Authorization",
        basicHeader(basic.id(), basic.secret()));
    assertThat(reply).isOAuthError(400, "invalid_request");
  }

  @Test // RFC 7523 §3; RFC 8725 §3.1
  void takes_no_assertion_for_a_secret() {
    List<String> exchange =
        new ArrayList<>(TestClient.replaced(basic.exchange("x"), "client_secret", ""));
    exchange.addAll(List.of(
        "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion", "eyJhbGciOiJub25lIn0.e30."));
    assertThat(basic.token(exchange)).isOAuthError(401, "invalid_client");
  }

  @Test // a public client has none: what it sends is a mistake that it should learn of
  void refuses_a_secret_of_a_public_client() {
    assertThat(open.redeem("x", "client_secret", "anything")).isOAuthError(401, "invalid_client");
  }

  @Test
  void does_not_challenge_a_client_that_used_the_form() { // a browser would ask for a password
    Reply reply = basic.redeem("x", "client_secret", "wrong");
    assertThat(reply.headers().firstValue("WWW-Authenticate")).isEmpty();
  }

  @ParameterizedTest // §2.3.1; clients mix the two up, and the secret proves the same
  @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
  void accepts_the_secret_in_the_form_and_in_the_header(String method) {
    TestClient client = app.confidentialClient(method);
    assertThat(client.redeem(client.code("alice", "mcp.read"))).hasStatus(200);
    String code = client.code("alice", "mcp.read");
    Reply reply = client.token(
        TestClient.replaced(client.exchange(code), "client_secret", ""),
        "Authorization",
        basicHeader(client.id(), client.secret()));
    assertThat(reply).hasStatus(200);
  }

  @Test // §2.3.1: both parts are form-encoded before they are joined
  void decodes_the_parts_of_the_header() {
    String known = "grant_type=refresh_token&refresh_token=x";
    Reply encoded = odd(known, basicHeader(form(ODD_ID), form(ODD_SECRET)));
    assertThat(encoded).isOAuthError(400, "invalid_grant"); // authenticated
    Reply bare = odd(known, basicHeader(ODD_ID, ODD_SECRET));
    assertThat(bare).isOAuthError(401, "invalid_client");
  }

  @Test
  void accepts_a_public_client_that_sends_its_id_as_basic_without_a_secret() {
    Reply reply = open.token(
        TestClient.replaced(open.exchange(open.code("alice", "mcp.read")), "client_id", ""),
        "Authorization",
        basicHeader(open.id(), ""));
    assertThat(reply).hasStatus(200);
  }

  private static Reply withHeader(String code, String header) {
    List<String> exchange = TestClient.replaced(basic.exchange(code), "client_secret", "");
    return basic.token(TestClient.replaced(exchange, "client_id", ""), "Authorization", header);
  }

  private static Reply odd(String form, String header) {
    return Http.send(
        "POST",
        app.issuer() + "/token",
        form,
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Authorization",
        header);
  }

  private static String form(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String basicHeader(String id, String secret) {
    byte[] pair = (id + ':' + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
