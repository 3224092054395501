package dev.gatehouse.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.resourceserver.RawHttp.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bearer token usage, RFC 6750: how a token is sent, and what is said where it is not. */
class Rfc6750BearerTest {
  @RegisterExtension
  static final Gated rs = Gated.withDefaults();

  @RegisterExtension
  static final Gated demanding = Gated.with(settings ->
      settings.set("resource-server.required-scopes", List.of("mcp.read", "mcp.write")));

  @ParameterizedTest // BR-15, META-01..04
  @ValueSource(
      strings = {
        "GET /mcp",
        "POST /mcp",
        "DELETE /mcp",
        "PUT /mcp",
        "GET /mcp/",
        "POST /mcp/",
        "GET /whoami"
      })
  void challenges_a_request_without_a_token_and_names_no_error(String request) {
    Reply reply = rs.http().send(request);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.headers().get("www-authenticate")).hasSize(1);
    assertThat(reply.challenge())
        .isEqualTo("Bearer resource_metadata=\"" + rs.origin()
            + "/.well-known/oauth-protected-resource/mcp\", scope=\"mcp.read\"");
    assertThat(new JsonObject(reply.body()))
        .isEqualTo(
            new JsonObject().put("error", "unauthorized").put("detail", "present a bearer token"));
    assertThat(reply.header("content-type")).contains("application/json");
  }

  @Test
  void challenges_the_bare_origin_with_the_root_document() {
    assertThat(rs.http().send("POST /").challenge())
        .isEqualTo("Bearer resource_metadata=\"" + rs.origin()
            + "/.well-known/oauth-protected-resource\", scope=\"mcp.read\"");
  }

  @ParameterizedTest // BR-08: another scheme is no bearer token
  @ValueSource(
      strings = {
        "Basic YWxpY2U6cGFzc3dvcmQxMjM=",
        "Token abc",
        "Bearer:abc",
        "Bearer\tabc",
        "abc",
        "Bearerabc"
      })
  void takes_another_scheme_for_no_token(String credentials) {
    Reply reply = rs.http().send("GET /whoami", "Authorization: " + credentials);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge()).startsWith("Bearer resource_metadata=").doesNotContain("error");
  }

  // RFC 6750 section 3.1: without authentication information there is no error code. Such a header
  // comes from a configuration whose variable is not set, and a client starts OAuth on 401 only.
  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Bearer   ", "bearer", "DPoP", "dpop ", ""})
  void takes_a_scheme_without_a_token_for_no_token(String credentials) {
    Reply reply = rs.http().send("POST /mcp", "Authorization: " + credentials);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge())
        .matches("(Bearer|DPoP) resource_metadata=.*")
        .doesNotContain("error");
    assertThat(new JsonObject(reply.body()).getString("detail")).contains("present a bearer token");
  }

  // RFC 6750 section 3.1: a malformed token is invalid_token. Another token mends it, and a client
  // gets another on 401 only.
  @ParameterizedTest // BR-08
  @ValueSource(
      strings = {
        "Bearer a b",
        "Bearer a,b",
        "Bearer \"a\"",
        "Bearer ä",
        "Bearer =",
        "bearer <x>",
        "Bearer ${TOKEN}",
        "Bearer Bearer abc",
        "DPoP a b"
      })
  void takes_a_malformed_token_for_a_bad_one(String credentials) {
    Reply reply = rs.http().send("GET /whoami", "Authorization: " + credentials);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge())
        .contains("resource_metadata=", "error=\"invalid_token\"", " <token>'");
  }

  @Test // RFC 9110 section 5.3: what a proxy joined is two headers
  void refuses_two_authorization_headers_in_one_line() {
    Reply reply = rs.http().send("GET /whoami", "Authorization: Bearer a, Bearer " + rs.token());
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.challenge()).contains("send exactly one Authorization header");
  }

  @Test
  void takes_blanks_around_the_token() {
    Reply reply = rs.http().send("GET /whoami", "Authorization: Bearer   " + rs.token() + "  ");
    assertThat(reply.status()).isEqualTo(200);
  }

  @ParameterizedTest // BR-01, JWT-33
  @ValueSource(
      strings = {
        "garbage",
        "abc",
        "undefined",
        "null",
        "true",
        "inspector",
        "1",
        "a.b.c",
        "..",
        "....",
        "a.b",
        "-",
        "~"
      })
  void refuses_what_is_no_token_of_ours(String token) {
    Reply reply = rs.whoami(token);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge())
        .startsWith(
            "Bearer resource_metadata=\"" + rs.origin()
                + "/.well-known/oauth-protected-resource/mcp\", scope=\"mcp.read\", error=\"invalid_token\", error_description=\"");
    var body = new JsonObject(reply.body());
    assertThat(body.fieldNames()).containsExactly("error", "error_description");
    assertThat(body.getString("error")).isEqualTo("invalid_token");
    assertThat(reply.challenge())
        .contains("error_description=\"" + body.getString("error_description") + '"');
  }

  @Test // BR-07
  void refuses_two_authorization_headers_in_either_order() {
    String good = "Authorization: Bearer " + rs.token();
    assertThat(rs.http().send("GET /whoami", good, "Authorization: Bearer x").status())
        .isEqualTo(400);
    assertThat(rs.http().send("GET /whoami", "Authorization: Bearer x", good).status())
        .isEqualTo(400);
    assertThat(rs.http().send("GET /whoami", good, good).status()).isEqualTo(400);
  }

  @Test // BR-04, RFC 9700 section 4.3.2
  void refuses_a_token_in_the_query() {
    Reply reply = rs.http().send("POST /mcp?access_token=" + rs.token());
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.challenge()).contains("error=\"invalid_request\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token=%zz", "x=1&access_token=a", "access_token=&access_token=a"})
  void refuses_a_token_in_the_query_however_odd(String query) {
    assertThat(rs.http().send("POST /mcp?" + query).status()).isEqualTo(400);
  }

  @ParameterizedTest // RFC 6749 section 3.1: a parameter without a value is as if omitted
  @ValueSource(strings = {"access_token", "access_token=", "x=1&access_token=&y=2"})
  void takes_a_parameter_without_a_value_for_no_token(String query) {
    assertThat(rs.http().send("POST /mcp?" + query).status()).isEqualTo(401);
  }

  @Test // RFC 9110 section 10.1.1
  void asks_for_the_body_only_once_the_token_is_good() {
    String head = "POST /mcp HTTP/1.1\r\nHost: localhost:" + rs.port()
        + "\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n";
    assertThat(rs.http().exchange(head + "\r\n{}").status()).isEqualTo(401);
    Reply reply = rs.http().exchange(head + "Authorization: Bearer " + rs.token() + "\r\n\r\n{}");
    assertThat(reply.status()).isEqualTo(100);
    assertThat(reply.body()).startsWith("HTTP/1.1 200 OK");
  }

  @Test // BR-06
  void refuses_two_ways_at_once() {
    Reply reply = rs.http().send("POST /mcp?access_token=x", "Authorization: Bearer " + rs.token());
    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void refuses_a_token_in_the_form() {
    Reply reply = rs.http()
        .sendBody(
            "POST /mcp",
            "access_token=" + rs.token(),
            "Content-Type: application/x-www-form-urlencoded");
    assertThat(reply.status()).isEqualTo(401);
  }

  @ParameterizedTest // BR-09, BR-10
  @ValueSource(
      strings = {
        "Cookie: session=alice",
        "X-User: alice",
        "X-Forwarded-User: alice",
        "X-Remote-User: alice",
        "Remote-User: alice",
        "X-Authenticated-Userid: alice",
        "Mcp-Session-Id: 1",
        "Proxy-Authorization: Bearer x",
        "X-HTTP-Method-Override: OPTIONS"
      })
  void takes_no_other_header_for_a_credential(String header) { // BR-19
    assertThat(rs.http().send("POST /mcp", header).status()).isEqualTo(401);
  }

  @Test // BR-16
  void does_not_echo_the_token() {
    Reply reply = rs.whoami("marker1234567890");
    assertThat(reply.body() + reply.headers()).doesNotContain("marker1234567890");
  }

  @Test // BR-14
  void looks_at_the_token_before_the_body() {
    assertThat(rs.http()
            .sendBody("POST /mcp", "{not json", "Content-Type: application/json")
            .status())
        .isEqualTo(401);
    assertThat(rs.http().sendBody("POST /mcp", "[]").status()).isEqualTo(401);
  }

  @Test // MCP-28
  void does_not_keep_eight_megabytes_of_a_stranger() {
    Reply reply = rs.http().sendBody("POST /mcp", "x".repeat(8 << 20));
    assertThat(reply.status()).isEqualTo(401);
    assertThat(rs.whoami(rs.token()).status()).isEqualTo(200);
  }

  @Test
  void refuses_a_body_over_the_limit_from_a_friend() {
    Reply reply =
        rs.http().sendBody("POST /mcp", "x".repeat(2 << 20), "Authorization: Bearer " + rs.token());
    assertThat(reply.status()).isEqualTo(413);
  }

  @ParameterizedTest // BR-18
  @ValueSource(
      strings = {
        "//mcp",
        "/MCP",
        "/mcp;x=1",
        "/mcp%2f",
        "/./mcp",
        "/x/../mcp",
        "/mcp/..;/mcp",
        "/mcp%00",
        "/mcp?",
        "/%6dcp"
      })
  void is_not_bypassed_by_spelling_the_path_in_another_way(String path) {
    assertThat(rs.http().send("POST " + path).status()).isIn(400, 401, 404);
  }

  @ParameterizedTest // BR-02, BR-03
  @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
  void accepts_the_scheme_in_any_case(String scheme) {
    assertThat(rs.http()
            .send("GET /whoami", "Authorization: " + scheme + " " + rs.token())
            .status())
        .isEqualTo(200);
  }

  @Test
  void hands_on_the_whole_body() {
    Reply reply =
        rs.http().sendBody("POST /mcp", "x".repeat(300_000), "Authorization: Bearer " + rs.token());
    assertThat(new JsonObject(reply.body()).getInteger("bytes")).isEqualTo(300_000);
  }

  @Test // HTTP-24, HTTP-25
  void does_not_remember_the_user_of_a_connection() {
    String head = "GET /whoami HTTP/1.1\r\nHost: localhost:" + rs.port() + "\r\n";
    Reply first = rs.http()
        .exchange(head + "Authorization: Bearer " + rs.token() + "\r\n\r\n" + head
            + "Connection: close\r\n\r\n");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.body()).contains("HTTP/1.1 401 Unauthorized").containsOnlyOnce("\"sub\"");
  }

  @Test // RFC 6750 section 3.1
  void refuses_a_good_token_that_lacks_a_required_scope() {
    Reply reply = demanding.whoami(demanding.token());
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.challenge())
        .isEqualTo(
            "Bearer error=\"insufficient_scope\", scope=\"mcp.read notes:read mcp.write\", resource_metadata=\""
                + demanding.origin()
                + "/.well-known/oauth-protected-resource/mcp\", error_description=\"every request needs the scope mcp.write\"");
    assertThat(new JsonObject(reply.body()).getString("error")).isEqualTo("insufficient_scope");
  }

  @Test
  void asks_for_the_required_scopes_from_the_start() {
    assertThat(demanding.http().send("POST /mcp").challenge())
        .endsWith("scope=\"mcp.read mcp.write\"");
    String token = demanding.issuer().sign(demanding.claims().put("scope", "mcp.write mcp.read"));
    assertThat(demanding.whoami(token).status()).isEqualTo(200);
  }
}
