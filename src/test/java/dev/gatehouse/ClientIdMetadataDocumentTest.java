package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Assertions;
import dev.gatehouse.testing.DocumentServer;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Neighbourhood;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that a document describes: draft-ietf-oauth-client-id-metadata-document, and MCP 2025-11-25 client registration. */
class ClientIdMetadataDocumentTest {
  private static final String HOST = "client.example.test";
  private static final String KNOWN = "https://known.example.test/client.json";
  private static final String WEB_REDIRECT = "https://back.example.test/callback";
  private static final Neighbourhood WEB = new Neighbourhood(HOST);
  private static final MovableClock CLOCK = new MovableClock();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @RegisterExtension
  static final App app = App.with(settings -> settings
          .set("auth-server.cimd-allow-loopback", true)
          .set(
              "auth-server.clients",
              List.of(Map.of("id", KNOWN, "redirect-uris", List.of(WEB_REDIRECT)))))
      .at(CLOCK)
      .reaching(WEB.outbound());

  @RegisterExtension
  static final App without = App.with(settings -> settings.set("auth-server.cimd", "off"));

  private static DocumentServer server;

  private final String path = "/clients/" + NUMBER.incrementAndGet();

  @BeforeAll
  static void start() {
    server = WEB.server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach // as many documents may be asked for as at first
  void wait_a_minute() {
    CLOCK.advance(Duration.ofMinutes(1));
  }

  @Test // §5
  void says_that_it_takes_them() {
    Reply metadata = Http.get(app.issuer() + "/.well-known/oauth-authorization-server");
    assertThat(metadata.json().getValue("client_id_metadata_document_supported"))
        .isEqualTo(true);
  }

  @Test // §5
  void offers_none_and_takes_none_where_the_operator_turned_them_off() {
    Reply metadata = Http.get(without.issuer() + "/.well-known/oauth-authorization-server");
    assertThat(metadata.json().getValue("client_id_metadata_document_supported"))
        .isEqualTo(false);
    TestClient client = without.described(document());
    assertThat(client.authorize(client.request("mcp.read")))
        .hasStatus(400)
        .satisfies(page -> assertThat(page.html().text()).contains("register the client first"));
    assertThat(server.requestsFor(path)).isZero();
  }

  @Test
  void authorizes_a_client_that_nobody_registered_and_goes_on_with_refresh_and_revocation() {
    TestClient client = published(document());
    JsonObject tokens = client.tokens("alice", "mcp.read notes:read");
    String token = tokens.getString("access_token");
    assertThat(Jwt.claims(token).getString("client_id")).isEqualTo(url());
    assertThat(app.whoami(token)).hasStatus(200);
    Reply refreshed = client.refresh(tokens.getString("refresh_token"));
    assertThat(refreshed).hasStatus(200);
    assertThat(client.revoke(refreshed.json().getString("refresh_token"))).hasStatus(200);
    assertThat(client.refresh(refreshed.json().getString("refresh_token")))
        .isOAuthError(400, "invalid_grant");
    assertThat(server.requestsFor(path)).isEqualTo(1);
  }

  @Test // §6, pre-registering client documents
  void fetches_nothing_where_the_operator_named_the_url_among_the_clients() {
    var known =
        new JsonObject().put("client_id", KNOWN).put("redirect_uris", List.of(WEB_REDIRECT));
    TestClient client = app.described(known);
    assertThat(consentPage(client).html().text()).contains("set up on this server");
  }

  @Test // RFC 9126
  void takes_a_pushed_request() {
    TestClient client = published(document());
    var parameters = new ArrayList<String>();
    client.request("mcp.read").forEach((name, value) -> parameters.addAll(List.of(name, value)));
    Reply pushed = Http.postForm(app.issuer() + "/par", parameters);
    assertThat(pushed).hasStatus(201);
    String reference = pushed.json().getString("request_uri");
    assertThat(client.authorize(Map.of("client_id", url(), "request_uri", reference)))
        .isLoginPage();
  }

  @Test // §4.1: simple string comparison
  void refuses_a_document_that_is_about_another_url() {
    for (String other : List.of(
        url().replace("https:", "HTTPS:"),
        url().replace(HOST, HOST.toUpperCase(java.util.Locale.ROOT)),
        url() + "/",
        url() + "?",
        url().replace("/clients", "//clients"),
        url().replace("/clients", "/%63lients"),
        "https://" + HOST + path)) {
      assertRefused(document().put("client_id", other), "client_id must be the URL");
    }
    assertRefused(without("client_id"), "client_id must be the URL");
    assertRefused(document().put("client_id", List.of(url())), "client_id");
  }

  static Stream<Consumer<JsonObject>> bad_documents() {
    var key = new JsonObject(Assertions.ec("k").toJSONString());
    return Stream.of(
        document -> document.remove("client_name"),
        document -> document.put("client_name", " "),
        document -> document.put("client_name", 7),
        document -> document.remove("redirect_uris"),
        document -> document.put("redirect_uris", List.of()),
        document -> document.put("redirect_uris", "https://back.example.test/callback"),
        document -> document.put("redirect_uris", List.of("http://back.example.test/callback")),
        document -> document.put("redirect_uris", List.of("javascript:alert(1)")),
        document -> document.put("client_secret", "secret"),
        document -> document.put("client_secret", ""),
        document -> document.put("client_secret_expires_at", 0),
        document -> document.put("token_endpoint_auth_method", "client_secret_basic"),
        document -> document.put("token_endpoint_auth_method", "client_secret_post"),
        document -> document.put("token_endpoint_auth_method", "client_secret_jwt"),
        document -> document.put("token_endpoint_auth_method", "tls_client_auth"),
        document -> document.put("token_endpoint_auth_method", "private_key_jwt"),
        document -> document.put("jwks", new JsonObject().put("keys", List.of(key))),
        document -> document.put(
            "jwks",
            new JsonObject()
                .put("keys", List.of(new JsonObject().put("kty", "oct").put("k", "c2VjcmV0")))),
        document -> document
            .put("token_endpoint_auth_method", "private_key_jwt")
            .put("jwks", new JsonObject().put("keys", List.of(key))),
        document -> document
            .put("token_endpoint_auth_method", "private_key_jwt")
            .put("jwks_uri", "http://" + HOST + "/jwks"),
        document -> document
            .put("jwks", Assertions.jwks(Assertions.ec("k")))
            .put("jwks_uri", "https://" + HOST + "/jwks"),
        document -> document.put("grant_types", List.of("client_credentials")));
  }

  @ParameterizedTest // §4.1, and the MCP authorization specification
  @MethodSource("bad_documents")
  void refuses_a_document_that_lacks_something_or_tells_a_secret(Consumer<JsonObject> fault) {
    JsonObject document = document();
    fault.accept(document);
    assertRefused(document, "was not accepted");
  }

  @ParameterizedTest // §4, §6.6
  @ValueSource(strings = {"", "[]", "null", "{", "{\"a\":1,\"a\":2}", "{} {}", "<html>"})
  void refuses_what_is_no_json_object(String body) {
    server.publish(path, body);
    assertRefused("was not accepted");
  }

  @Test // §4, §6.6
  void refuses_a_document_that_is_long_compressed_of_another_type_or_elsewhere() {
    server.publish(path, document().put("x", "x".repeat(10_240)).encode());
    assertRefused("longer than 10240 bytes");
    server.publish(path, document().encode(), "Content-Type", "text/plain");
    assertRefused("application/json");
    server.publish(path, document().encode(), "Content-Encoding", "gzip");
    assertRefused("compressed");
    server.respond(path, exchange -> {
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      exchange.sendResponseHeaders(302, -1);
    });
    assertRefused("redirect (302)");
    assertThat(server.requestsFor("/elsewhere")).isZero();
  }

  @Test // RFC 9700 §4.1.3
  void sends_nobody_to_an_address_that_is_not_in_the_document() {
    TestClient client = published(document());
    Map<String, String> request = client.request("mcp.read");
    request.put("redirect_uri", "https://" + HOST + "/callback");
    assertThat(client.authorize(request)).isErrorPage();
    request.put("redirect_uri", "http://localhost:55555/oauth/callback");
    assertThat(client.authorize(request)).isLoginPage(); // RFC 8252 §7.3
  }

  @Test // §4.4
  void keeps_a_document_as_long_as_http_says_and_then_believes_the_new_one() {
    server.publish(path, document().encode(), "Cache-Control", "max-age=600");
    TestClient client = app.described(document());
    String code = client.code("alice", "mcp.read");
    JsonObject moved = document().put("redirect_uris", List.of("https://new.example.test/cb"));
    server.publish(path, moved.encode());
    CLOCK.advance(Duration.ofSeconds(590));
    assertThat(client.authorize(client.request("mcp.read"))).isLoginPage();
    assertThat(client.redeem(code)).hasStatus(200);
    CLOCK.advance(Duration.ofSeconds(20));
    assertThat(client.authorize(client.request("mcp.read"))).isErrorPage();
    assertThat(app.described(moved).authorize(app.described(moved).request("mcp.read")))
        .isLoginPage();
    assertThat(server.requestsFor(path)).isEqualTo(2);
  }

  @ParameterizedTest // §4.4: between a minute and a day
  @ValueSource(strings = {"no-store", "max-age=0", "private, no-cache", "max-age=99999999"})
  void keeps_a_document_for_a_minute_at_least_and_a_day_at_most(String control) {
    server.publish(path, document().encode(), "Cache-Control", control);
    TestClient client = app.described(document());
    client.authorize(client.request("mcp.read"));
    boolean eternal = control.contains("9999");
    CLOCK.advance(eternal ? Duration.ofHours(23) : Duration.ofSeconds(55));
    client.authorize(client.request("mcp.read"));
    assertThat(server.requestsFor(path)).isEqualTo(1);
    CLOCK.advance(eternal ? Duration.ofHours(2) : Duration.ofSeconds(10));
    client.authorize(client.request("mcp.read"));
    assertThat(server.requestsFor(path)).isEqualTo(2);
  }

  @Test // §4.4: MUST NOT cache errors, nor what is malformed
  void keeps_no_fault() {
    TestClient client = app.described(document());
    assertThat(client.authorize(client.request("mcp.read"))).isErrorPage();
    server.publish(path, "{");
    assertThat(client.authorize(client.request("mcp.read"))).isErrorPage();
    server.publish(path, document().encode());
    assertThat(client.authorize(client.request("mcp.read"))).isLoginPage();
  }

  @Test
  void asks_one_host_for_so_many_documents_and_no_more_however_many_urls_are_made_up() {
    int before = server.requests().size();
    Reply last = null;
    for (int i = 0; i < 40; i++) {
      String id = url() + "?" + i;
      last = Http.get(app.issuer() + "/authorize?client_id=" + id.replace("?", "%3F"));
    }
    assertThat(last).isErrorPage();
    assertThat(last.html().text()).contains("too many documents of its host");
    assertThat(server.requests().size() - before).isBetween(20, 30);
  }

  @Test // RFC 6749 §5.2
  void tells_a_program_what_is_wrong_with_the_document() {
    server.publish(path, without("client_name").encode());
    Reply refused = app.described(document()).redeem("code");
    assertThat(refused).isOAuthError(401, "invalid_client");
    assertThat(refused.json().getString("error_description")).contains("client_name is missing");
  }

  @Test // else it would forget its tokens
  void asks_a_program_to_come_again_where_the_document_cannot_be_had_just_now() {
    server.respond(path, exchange -> exchange.sendResponseHeaders(503, -1));
    Reply refused = app.described(document()).refresh("token");
    assertThat(refused).isOAuthError(503, "temporarily_unavailable");
  }

  @Test // RFC 6749 §4.1.3
  void gives_what_was_issued_for_one_url_to_no_other() {
    TestClient client = published(document());
    String code = client.code("alice", "mcp.read");
    String otherPath = path + "/other";
    JsonObject document = document().put("client_id", url() + "/other");
    server.publish(otherPath, document.encode());
    assertThat(client.redeem(code, "client_id", url() + "/other"))
        .isOAuthError(400, "invalid_grant");
  }

  @Test // §6.2
  void lets_a_client_authenticate_with_the_keys_in_its_document_and_with_nothing_less() {
    ECKey key = Assertions.ec("one");
    TestClient client = published(document()
        .put("token_endpoint_auth_method", "private_key_jwt")
        .put("jwks", Assertions.jwks(key)));
    String code = client.code("alice", "mcp.read");
    assertThat(client.redeem(code)).isOAuthError(401, "invalid_client");
    var parameters = new ArrayList<>(client.exchange(code));
    parameters.addAll(Assertions.parameters(Assertions.sign(
        key, Assertions.claims(url(), app.issuer(), CLOCK.instant()).build())));
    assertThat(client.token(parameters)).hasStatus(200);
  }

  @ParameterizedTest // CWE-451
  @ValueSource(strings = {"https://127.0.0.2/cb", "https://localhost./cb", "https://0x7f.1/cb"})
  void refuses_other_spellings_of_an_address_in_a_document(String redirect) {
    TestClient client = published(document().put("redirect_uris", List.of(redirect)));
    Reply page = client.authorize(client.request("mcp.read"));
    assertThat(page).isErrorPage();
    assertThat(page.html().text()).contains(redirect);
  }

  @Test // §6.4; MCP: MUST show the host of the redirect
  void shows_the_hosts_of_the_document_and_of_the_redirect() {
    TestClient client = published(document().put("redirect_uris", List.of(WEB_REDIRECT)));
    String text = consentPage(client).html().text();
    assertThat(text)
        .contains("A described client", HOST + ":" + server.port(), "back.example.test");
    assertThat(text).doesNotContain("Warning", "Anyone can register");
  }

  @ParameterizedTest // MCP: SHOULD warn
  @ValueSource(
      strings = {"http://localhost:6274/cb", "https://localhost:6274/cb", "com.example.app:/cb"})
  void warns_of_a_client_that_only_comes_back_to_this_computer(String redirect) {
    TestClient client = published(document().put("redirect_uris", List.of(redirect)));
    assertThat(consentPage(client).html().text())
        .contains("Warning: it only comes back to this computer");
  }

  private static Reply consentPage(TestClient client) {
    Reply page = client.consentPage(new WebBrowser(), "alice", client.request("mcp.read"));
    assertThat(page).isConsentPage();
    return page;
  }

  private String url() {
    return "https://" + HOST + ":" + server.port() + path;
  }

  private JsonObject document() {
    return new JsonObject()
        .put("client_id", url())
        .put("client_name", "A described client")
        .put("redirect_uris", List.of(TestClient.REDIRECT))
        .put("grant_types", List.of("authorization_code", "refresh_token"));
  }

  private JsonObject without(String member) {
    JsonObject document = document();
    document.remove(member);
    return document;
  }

  private TestClient published(JsonObject document) {
    server.publish(path, document.encode());
    return app.described(document);
  }

  private void assertRefused(JsonObject document, String words) {
    server.publish(path, document.encode());
    assertRefused(words);
  }

  private void assertRefused(String words) {
    TestClient client = app.described(document());
    Reply page = client.authorize(client.request("mcp.read"));
    assertThat(page).isErrorPage();
    assertThat(page.html().text()).contains("This client is not known here", words);
  }
}
