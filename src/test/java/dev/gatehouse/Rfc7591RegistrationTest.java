package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dynamic client registration, RFC 7591: what is refused, and what a client is told. */
class Rfc7591RegistrationTest {
  private static final String GOOD = "https://app.example.test/cb";

  @RegisterExtension
  static final App app = App.started();

  @ParameterizedTest // §3.1: POST
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD"})
  void refuses_every_method_but_post(String method) {
    Reply reply = Http.send(method, app.issuer() + "/register", "");
    assertThat(reply).hasStatus(405);
    assertThat(reply.header("Allow")).isEqualTo("POST, OPTIONS");
  }

  @ParameterizedTest // §3.1: application/json; CWE-352: no type that a page sends without preflight
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "text/plain",
        "text/plain; application/json",
        "multipart/form-data; boundary=x",
        "application/jsonx"
      })
  void refuses_every_content_type_but_json(String type) {
    Reply reply =
        Http.send("POST", app.issuer() + "/register", valid().encode(), "Content-Type", type);
    assertThat(reply).isOAuthError(400, "invalid_client_metadata");
  }

  @ParameterizedTest // §3.1: a JSON object
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\"x\"",
        "1",
        "true",
        "",
        "{",
        "{}x",
        "{\"redirect_uris\":[\"https://a.example/\"]}{}",
        "\u0000"
      })
  void refuses_what_is_not_one_json_object(String body) {
    assertThat(post(body)).isOAuthError(400, "invalid_client_metadata");
  }

  @Test // RFC 8259 §4: no reader may see another client than the next
  void refuses_a_member_that_stands_twice() {
    assertThat(post("{\"redirect_uris\":[\"" + GOOD
            + "\"],\"redirect_uris\":[\"https://evil.example/cb\"]}"))
        .isOAuthError(400, "invalid_client_metadata");
  }

  @Test // CWE-674
  void refuses_deep_nesting_and_lives_on() {
    assertThat(post("{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}").status())
        .isIn(400, 413);
    assertThat(post("{\"a\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}").status())
        .isIn(400, 413);
    assertThat(register(valid())).hasStatus(201);
  }

  @Test // CWE-770
  void refuses_a_body_of_megabytes_and_lives_on() {
    try {
      assertThat(register(valid().put("x", "y".repeat(2 << 20)))).hasStatus(413);
    } catch (UncheckedIOException closed) {
      // the server may close while the client still sends
    }
    assertThat(register(valid())).hasStatus(201);
  }

  @ParameterizedTest // §2: clients with redirect-based flows MUST register them
  @ValueSource(
      strings = {
        "{}",
        "{\"redirect_uris\":[]}",
        "{\"redirect_uris\":null}",
        "{\"redirect_uris\":\"https://a.example/cb\"}",
        "{\"redirect_uris\":{\"0\":\"https://a.example/cb\"}}",
        "{\"redirect_uris\":[1]}",
        "{\"redirect_uris\":[null]}",
        "{\"redirect_uris\":[[\"https://a.example/cb\"]]}",
        "{\"redirect_uris\":[{}]}",
        "{\"redirect_uris\":[\"\"]}"
      })
  void refuses_missing_or_mistyped_redirect_uris(String body) {
    Reply reply = post(body);
    assertThat(reply).hasStatus(400);
    assertThat(reply.json().getString("error"))
        .isIn("invalid_redirect_uri", "invalid_client_metadata");
    assertThat(reply.json().getString("error_description")).contains("redirect_uri");
  }

  // Users read it: Gemini CLI shows it after each 403.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | redirect_uris is missing: the addresses at which the client awaits its code",
        "{\"redirect_uris\":[]} | redirect_uris must have 1 or more elements, and has none: the addresses at",
        "{\"redirect_uris\":\"x\"} | redirect_uris must be an array, not a string: the addresses",
        "{\"redirect_uris\":[7]} | redirect_uris/0 must be a string, not a number: an address such as http://",
        "{\"redirect_uris\":[\"http://localhost/\"],\"scope\":[]} | scope must be a string, not an array: scopes separated by spaces",
        "{\"redirect_uris\":[\"http://localhost/\"],\"client_name\":5,\"jwks\":[]} | client_name must be a string, not a number: what people know",
        "{\"redirect_uris\":[\"http://localhost/\"],\"dpop_bound_access_tokens\":\"true\"} | dpop_bound_access_tokens must be a boolean, not a string: true or false"
      })
  void says_of_each_member_what_was_sent_and_what_would_be_right(String body, String said) {
    String description = post(body).json().getString("error_description");
    assertThat(description).contains(said).doesNotContain("Array has", "Instance", "( +", "\"");
  }

  @Test // §3.2.2, and the answer says which one
  void refuses_all_for_one_bad_redirect_uri_and_names_it() {
    Reply reply = register(redirects(GOOD, "javascript:alert(1)"));
    assertThat(reply).isOAuthError(400, "invalid_redirect_uri");
    assertThat(reply.json().getString("error_description")).contains("'javascript:alert(1)'");
  }

  @ParameterizedTest // CWE-451: what browsers read as an address, and people do not
  @CsvSource({
    "https://localhost./cb, leave it out",
    "https://evil.example./cb, leave it out",
    "https://2130706433/cb, four decimal numbers",
    "https://2130706433:8443/cb, four decimal numbers",
    "https://0x7f.1/cb, four decimal numbers",
    "https://0x7f000001/cb, four decimal numbers",
    "https://127.1/cb, four decimal numbers",
    "https://0177.0.0.1/cb, four decimal numbers",
    "https://127.0.0.1./cb, four decimal numbers",
    "https://127.0.0.2/cb, write localhost",
    "https://127.255.255.254/cb, write localhost",
    "https://0.0.0.0/cb, write localhost",
    "https://[::ffff:127.0.0.1]/cb, write localhost",
    "http://[::ffff:127.0.0.1]/cb, write localhost",
    "https://[::ffff:7f00:1]/cb, write localhost",
    "https://[::]/cb, write localhost",
    "https://[0:0:0:0:0:0:0:1]/cb, write localhost",
    "https://[::127.0.0.1]/cb, write localhost",
    "http://127.0.0.2/cb, write localhost",
    "http://localhost./cb, leave it out",
    "http://LOCALHOST:8080/cb, lower case",
    "https://alice@localhost/cb, user name",
    "https://localhost:80@evil.example/cb, user name",
    "https://аpple.example/cb, outside ASCII",
    "https://ex%61mple.com/cb, valid host name"
  })
  void refuses_other_spellings_of_an_address(String uri, String words) {
    Reply reply = register(redirects(uri));
    assertThat(reply).isOAuthError(400, "invalid_redirect_uri");
    assertThat(reply.json().getString("error_description")).contains(words);
  }

  @Test // CWE-770: 10 000 such registrations are kept in memory
  void refuses_redirect_uris_of_kilobytes_altogether() {
    var long20 = new JsonArray();
    for (int i = 0; i < 20; i++) {
      long20.add(GOOD + "/" + "x".repeat(1000) + i);
    }
    Reply reply = register(valid().put("redirect_uris", long20));
    assertThat(reply).isOAuthError(400, "invalid_redirect_uri");
    assertThat(reply.json().getString("error_description")).contains("8192");
  }

  @Test
  void refuses_more_redirect_uris_than_any_client_has() {
    var many = new JsonArray();
    for (int i = 0; i < 100; i++) {
      many.add(GOOD + i);
    }
    assertThat(register(valid().put("redirect_uris", many)))
        .isOAuthError(400, "invalid_redirect_uri");
  }

  @ParameterizedTest // §2, by the types of the table there
  @CsvSource(
      delimiter = '|',
      value = {
        "client_name|5",
        "client_name|[\"x\"]",
        "grant_types|\"authorization_code\"",
        "grant_types|[1]",
        "response_types|{}",
        "scope|[\"mcp.read\"]",
        "token_endpoint_auth_method|[]",
        "client_uri|{}",
        "software_id|7",
        "application_type|[]"
      })
  void refuses_a_mistyped_member_and_names_it(String name, String json) {
    String body = "{\"redirect_uris\":[\"" + GOOD + "\"],\"" + name + "\":" + json + "}";
    Reply reply = post(body);
    assertThat(reply).isOAuthError(400, "invalid_client_metadata");
    assertThat(reply.json().getString("error_description")).contains(name);
  }

  @ParameterizedTest // RFC 9700 §2.1.2, §2.4
  @CsvSource({
    "grant_types,implicit",
    "grant_types,password",
    "grant_types,client_credentials",
    "response_types,token",
    "response_types,id_token"
  })
  void refuses_a_client_that_wants_nothing_that_is_served(String name, String value) {
    assertThat(register(valid().put(name, new JsonArray().add(value))))
        .isOAuthError(400, "invalid_client_metadata");
  }

  @Test // §2
  void refuses_an_unknown_authentication_method() {
    for (String method : List.of("magic", "private_key_jwt", "NONE", "tls_client_auth")) {
      assertThat(register(valid().put("token_endpoint_auth_method", method)))
          .isOAuthError(400, "invalid_client_metadata");
    }
  }

  @ParameterizedTest // §2, §5: they end up on pages
  @ValueSource(strings = {"client_uri", "logo_uri", "tos_uri", "policy_uri"})
  void refuses_an_address_that_is_not_of_the_web(String name) {
    for (String uri : List.of("javascript:alert(1)", "data:text/html,x", "//evil.example", "x y")) {
      assertThat(register(valid().put(name, uri))).isOAuthError(400, "invalid_client_metadata");
    }
  }

  @Test // RFC 6749 §3.3
  void refuses_a_scope_with_characters_that_are_not_allowed() {
    assertThat(register(valid().put("scope", "mcp.read \"x\"")))
        .isOAuthError(400, "invalid_client_metadata");
  }

  @Test // §2: MAY be dropped
  void drops_grants_and_scopes_that_do_not_exist() {
    JsonObject client = register(valid()
            .put("scope", "root * mcp.read admin:everything")
            .put("grant_types", new JsonArray(List.of("implicit", "authorization_code")))
            .put("response_types", new JsonArray(List.of("token", "code"))))
        .json();
    assertThat(client.getString("scope")).isEqualTo("mcp.read");
    assertThat(client.getJsonArray("grant_types")).containsExactly("authorization_code");
    assertThat(client.getJsonArray("response_types")).containsExactly("code");
  }

  @Test // §3.2.1: ids and secrets are the server's
  void lets_no_client_choose_its_id_or_secret() {
    JsonObject first = register(valid()).json();
    JsonObject second = register(redirects("https://evil.example/cb")
            .put("client_id", first.getString("client_id"))
            .put("client_secret", "chosen-by-the-client-itself")
            .put("client_id_issued_at", 1)
            .put("client_secret_expires_at", 1)
            .put("registration_access_token", "chosen")
            .put("token_endpoint_auth_method", "client_secret_post"))
        .json();
    assertThat(second.getString("client_id")).isNotEqualTo(first.getString("client_id"));
    assertThat(second.getString("client_secret")).doesNotContain("chosen");
    assertThat(second.getLong("client_id_issued_at")).isGreaterThan(1);
    assertThat(second.getString("registration_access_token")).doesNotContain("chosen");
    // The first keeps its own redirect URI, and gets none of the second.
    String request = app.issuer() + "/authorize?client_id=" + first.getString("client_id")
        + "&redirect_uri=https%3A%2F%2Fevil.example%2Fcb";
    assertThat(Http.get(request)).isErrorPage();
  }

  @Test // §2.3: an unsigned statement says nothing
  void believes_no_software_statement() {
    String statement =
        "eyJhbGciOiJub25lIn0." + "eyJyZWRpcmVjdF91cmlzIjpbImh0dHBzOi8vZXZpbC5leGFtcGxlL2NiIl19.";
    JsonObject client = register(valid().put("software_statement", statement)).json();
    assertThat(client.getJsonArray("redirect_uris")).containsExactly(GOOD);
  }

  @Test // §2: MUST ignore; CWE-918: and fetches none of it
  void ignores_members_that_it_does_not_know() throws Exception {
    try (var canary = new ServerSocket(0)) {
      canary.setSoTimeout(300);
      String url = "http://127.0.0.1:" + canary.getLocalPort() + "/x";
      Reply reply = register(valid()
          .put("jwks_uri", url)
          .put("sector_identifier_uri", url)
          .put("request_uris", new JsonArray().add(url))
          .put("logo_uri", url)
          .put("client_uri", url)
          .put("nested", new JsonObject().put("deep", new JsonArray().add(new JsonObject()))));
      assertThat(reply).hasStatus(201);
      assertThat(reply.json().fieldNames()).doesNotContain("nested", "jwks_uri");
      assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test // CWE-451; the name stands on the consent page
  void cleans_and_cuts_the_name_of_the_client() {
    JsonObject client =
        register(valid().put("client_name", "Bank\u202Egro.live\u0000\nx")).json();
    assertThat(client.getString("client_name")).isEqualTo("Bankgro.live x");
    String cut =
        register(valid().put("client_name", "n".repeat(20_000))).json().getString("client_name");
    assertThat(cut).hasSizeLessThanOrEqualTo(61);
  }

  @Test // §3.2.1
  void registers_a_public_client_without_a_secret() {
    Reply reply = register(valid().put("token_endpoint_auth_method", "none"));
    assertThat(reply).hasStatus(201);
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.json().fieldNames())
        .contains("client_id", "client_id_issued_at", "redirect_uris")
        .doesNotContain("client_secret", "client_secret_expires_at");
  }

  @Test // §2: client_secret_basic is the default; §3.2.1
  void registers_a_client_that_says_nothing_as_confidential() {
    JsonObject client = register(valid()).json();
    assertThat(client.getString("token_endpoint_auth_method")).isEqualTo("client_secret_basic");
    assertThat(client.getString("client_secret")).matches("[A-Za-z0-9_-]{43}");
    assertThat(client.getInteger("client_secret_expires_at")).isZero();
    assertThat(client.getJsonArray("grant_types")).containsExactly("authorization_code");
    assertThat(client.getJsonArray("response_types")).containsExactly("code");
  }

  @Test // §3.2.1, RFC 6749 §2.2
  void gives_each_client_an_id_that_nobody_can_guess() {
    String one = register(valid()).json().getString("client_id");
    String other = register(valid()).json().getString("client_id");
    assertThat(one).isNotEqualTo(other).hasSizeGreaterThanOrEqualTo(21);
  }

  @Test // ABUSE-04
  void survives_a_flood_of_registrations() {
    List<Reply> replies = Parallel.times(50, () -> register(valid()));
    assertThat(replies).allMatch(reply -> reply.status() == 201);
  }

  private static JsonObject valid() {
    return redirects(GOOD);
  }

  private static JsonObject redirects(String... uris) {
    return new JsonObject().put("redirect_uris", new JsonArray(List.of(uris)));
  }

  private static Reply register(JsonObject metadata) {
    return post(metadata.encode());
  }

  private static Reply post(String body) {
    return Http.postJson(app.issuer() + "/register", body);
  }
}
