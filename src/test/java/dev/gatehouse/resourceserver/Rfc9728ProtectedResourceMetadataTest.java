package dev.gatehouse.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.resourceserver.RawHttp.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protected resource metadata, RFC 9728: where it stands, what it says, and how a client is led there. */
class Rfc9728ProtectedResourceMetadataTest {
  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  @RegisterExtension
  static final Gated rs = Gated.withDefaults();

  @ParameterizedTest // META-30
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void refuses_to_be_written(String method) {
    Reply reply = rs.http().send(method + " " + WELL_KNOWN + "/mcp");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow").orElseThrow()).contains("GET");
    assertThat(new JsonObject(reply.body()).getString("error")).isEqualTo("method_not_allowed");
  }

  @ParameterizedTest // META-26, META-28
  @ValueSource(
      strings = {
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Port: 1",
        "Forwarded: host=evil.example;proto=https",
        "X-Original-URL: /x",
        "X-Forwarded-Prefix: /x"
      })
  void is_not_changed_by_forwarding_headers(String header) {
    assertThat(get(WELL_KNOWN + "/mcp", header)).isEqualTo(get(WELL_KNOWN + "/mcp"));
    assertThat(rs.http().send("POST /mcp", header).challenge())
        .isEqualTo(rs.http().send("POST /mcp").challenge()); // META-27
  }

  @Test // META-28
  void is_not_shown_to_another_host() {
    assertThat(rs.http().send("GET " + WELL_KNOWN, "Host: evil.example").status())
        .isEqualTo(403);
  }

  @Test // a loopback name at another port is not this server
  void does_not_take_its_port_from_the_host() {
    assertThat(get(WELL_KNOWN + "/mcp", "Host: localhost:1").getString("resource"))
        .isEqualTo(rs.resource());
    assertThat(get(WELL_KNOWN + "/mcp", "Host: localhost").getString("resource"))
        .isEqualTo(rs.resource());
  }

  @ParameterizedTest // META-06, META-07, META-09, META-10; section 3.3
  @CsvSource({"/mcp", "/mcp/", "''"})
  void names_as_resource_what_its_own_url_was_built_from(String path) {
    assertThat(get(WELL_KNOWN + path).getString("resource")).isEqualTo(rs.origin() + path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LOCALHOST"})
  void spells_loopback_as_the_client_did(String name) {
    String host = "Host: " + name + ":" + rs.port();
    String origin = "http://" + name.toLowerCase(java.util.Locale.ROOT) + ":" + rs.port();
    assertThat(get(WELL_KNOWN + "/mcp", host).getString("resource")).isEqualTo(origin + "/mcp");
    assertThat(get(WELL_KNOWN, host).getString("resource")).isEqualTo(origin);
    assertThat(rs.http().send("POST /mcp", host).challenge())
        .contains("resource_metadata=\"" + origin + WELL_KNOWN + "/mcp\"");
  }

  @Test // META-08, META-12, META-13
  void says_who_gives_tokens_how_to_send_them_and_what_to_ask_for() {
    JsonObject document = get(WELL_KNOWN + "/mcp");
    assertThat(document.getJsonArray("authorization_servers"))
        .isEqualTo(JsonArray.of(rs.issuer().url()));
    assertThat(document.getJsonArray("bearer_methods_supported")).isEqualTo(JsonArray.of("header"));
    assertThat(document.getJsonArray("scopes_supported"))
        .isEqualTo(JsonArray.of("mcp.read", "notes:read", "notes:write"));
    assertThat(document.getString("resource_name")).isEqualTo("Gatehouse");
    assertThat(document.getString("resource_documentation")).isEqualTo(rs.origin() + "/");
  }

  @Test
  void answers_head_without_a_body() {
    Reply reply = rs.http().send("HEAD " + WELL_KNOWN + "/mcp");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
  }

  @Test // META-02: section 5.1
  void is_where_the_challenge_leads() {
    for (String path : new String[] {"/mcp", "/"}) {
      Matcher url = Pattern.compile(
              "resource_metadata=\"" + Pattern.quote(rs.origin()) + "([^\"]+)\"")
          .matcher(rs.http().send("POST " + path).challenge());
      assertThat(url.find()).isTrue();
      assertThat(get(url.group(1)).getString("resource"))
          .isEqualTo((rs.origin() + path).replaceAll("/$", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /authorize?client_id=x",
        "POST /token",
        "POST /register",
        "POST /oauth/token",
        "GET /oauth2/authorize?client_id=x",
        "POST /connect/register",
        "GET /jwks",
        "GET /.well-known/jwks.json",
        "GET /oauth/jwks",
        "GET /userinfo",
        "GET /.well-known/oauth-authorization-server",
        "GET /.well-known/oauth-authorization-server/mcp",
        "GET /.well-known/openid-configuration",
        "GET /mcp/.well-known/openid-configuration"
      })
  void tells_who_asks_the_wrong_server_where_the_right_one_is(String request) {
    Reply reply = rs.http().send(request);
    assertThat(reply.status()).isEqualTo(404);
    var body = new JsonObject(reply.body());
    assertThat(body.getString("error")).isEqualTo("not_found");
    assertThat(body.getString("detail"))
        .startsWith("ask the authorization server at " + rs.issuer().url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /sse", "GET /mcp/sse", "POST /messages?sessionId=1", "POST /api/mcp"})
  void tells_who_looks_for_the_mcp_endpoint_where_it_is(String request) {
    Reply reply = rs.http().send(request);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(new JsonObject(reply.body()).getString("detail"))
        .contains("the MCP endpoint is " + rs.origin() + "/mcp", "Streamable HTTP");
  }

  @ParameterizedTest // HTTP-18, HTTP-19, HTTP-22
  @ValueSource(
      strings = {
        "/nope",
        "/.env",
        "/.git/config",
        "/META-INF/MANIFEST.MF",
        "/metrics",
        "/.well-known/",
        "/mcp/x",
        "/WEB-INF/web.xml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/.well-known/oauth-protected-resource/other"
      })
  void answers_404_elsewhere_json_to_programs_and_a_page_to_people(String path) {
    Reply reply = rs.http().send("GET " + path, "Accept: */*");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(new JsonObject(reply.body()).getString("error")).isEqualTo("not_found");
    assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
    Reply page = rs.http().send("GET " + path, "Accept: text/html");
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("Nothing is here").doesNotContain(path);
    assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
  }

  @Test // HTTP-19
  void says_no_more_than_that_it_is_well() {
    assertThat(rs.http().send("GET /health").body()).isEqualTo("{\"status\":\"ok\"}");
  }

  private static JsonObject get(String path, String... headers) {
    Reply reply = rs.http().send("GET " + path, headers);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).contains("application/json");
    assertThat(reply.header("Server")).isEmpty();
    return new JsonObject(reply.body());
  }
}
