package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token endpoint, RFC 6749 §3.2, before any grant: the form of the request, and the grant types there are. */
class Rfc6749TokenRequestTest {
  @RegisterExtension
  static final App app = App.started();

  private static TestClient client;

  @BeforeAll
  static void register() {
    client = app.client();
  }

  @ParameterizedTest // §3.2: POST only
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD"})
  void refuses_every_method_but_post(String method) {
    String code = client.code("alice", "mcp.read");
    Reply reply = Http.send(method, token() + '?' + Http.form(client.exchange(code)), "");
    assertThat(reply).hasStatus(405);
    assertThat(reply.header("Allow")).isEqualTo("POST, OPTIONS");
    assertThat(client.redeem(code)).hasStatus(200); // and nothing was used up
  }

  @Test // CWE-770
  void says_what_is_too_much_in_a_form() {
    var many = new ArrayList<String>();
    IntStream.range(0, 300).forEach(i -> many.addAll(List.of("field" + i, "1")));
    assertThat(tooMuch(many)).contains("256 fields");
    assertThat(tooMuch(List.of("grant_type", "x".repeat(9_000)))).contains("8192 bytes");
    Reply large = Http.postForm(app.issuer() + "/token", List.of("a", "x".repeat(70_000)));
    assertThat(large).isOAuthError(413, "invalid_request");
    assertThat(large.json().getString("error_description")).contains("65536 bytes");
  }

  private static String tooMuch(List<String> pairs) {
    Reply reply = Http.postForm(app.issuer() + "/token", pairs);
    assertThat(reply).isOAuthError(400, "invalid_request");
    return reply.json().getString("error_description");
  }

  @Test // §2.3.1: never in the URI
  void refuses_parameters_in_the_url() {
    String query = '?' + Http.form(client.exchange(client.code("alice", "mcp.read")));
    assertThat(Http.postForm(token() + query, List.of())).isOAuthError(400, "invalid_request");
    Reply both = Http.postForm(
        token() + "?client_id=" + client.id(), client.exchange(client.code("alice", "mcp.read")));
    assertThat(both).isOAuthError(400, "invalid_request");
  }

  @ParameterizedTest // Appendix B
  @ValueSource(
      strings = {
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencodedx",
        "text/plain; application/x-www-form-urlencoded"
      })
  void refuses_every_content_type_but_a_form(String type) {
    String form = Http.form(client.exchange(client.code("alice", "mcp.read")));
    Reply reply = Http.send("POST", token(), form, "Content-Type", type);
    assertThat(reply).isOAuthError(400, "invalid_request");
  }

  @Test // Appendix B
  void refuses_a_body_without_a_content_type() {
    assertThat(Http.send("POST", token(), "grant_type=refresh_token"))
        .isOAuthError(400, "invalid_request");
  }

  @Test // §5.2
  void refuses_a_request_without_grant_type() {
    assertThat(client.redeem("x", "grant_type", "")).isOAuthError(400, "invalid_request");
    assertThat(Http.postForm(token(), List.of())).isOAuthError(400, "invalid_request");
  }

  @ParameterizedTest // §5.2; RFC 9700 §2.4: no password grant
  @ValueSource(
      strings = {
        "password",
        "implicit",
        "urn:ietf:params:oauth:grant-type:device_code",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:ietf:params:oauth:grant-type:saml2-bearer",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "urn:openid:params:grant-type:ciba",
        "AUTHORIZATION_CODE",
        "authorization_code "
      })
  void refuses_every_other_grant_type(String type) {
    Reply reply = client.token(List.of(
        "grant_type",
        type,
        "client_id",
        client.id(),
        "username",
        "alice",
        "password",
        DemoUsers.password("alice")));
    assertThat(reply).isOAuthError(400, "unsupported_grant_type");
  }

  @Test // CWE-770
  void refuses_a_body_of_megabytes_and_lives_on() {
    try {
      Reply reply = client.redeem("x".repeat(8 << 20));
      assertThat(reply.status()).isEqualTo(413);
    } catch (UncheckedIOException closed) {
      // the server may close while the client still sends
    }
    assertThat(client.redeem("x")).isOAuthError(400, "invalid_grant");
  }

  @Test // RFC 6749 §10.10: 200 guesses, quick and clean
  void refuses_guesses_without_stumbling() {
    for (int i = 0; i < 200; i++) {
      assertThat(client.redeem("guess" + i)).isOAuthError(400, "invalid_grant");
    }
  }

  private static String token() {
    return app.issuer() + "/token";
  }
}
