package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.authserver.authorize.AuthorizationAnswer;
import dev.gatehouse.authserver.page.FallbackEndpoint;
import dev.gatehouse.authserver.page.PageFailures;
import dev.gatehouse.handshake.DecisionListeners;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.answer.OAuthFailures;
import dev.gatehouse.http.page.Assets;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientAuthMethod;
import dev.gatehouse.oauth.client.ClientDescription;
import dev.gatehouse.oauth.client.ClientKeys;
import dev.gatehouse.oauth.client.Registration;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.Reply;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry of errors, in each of its renderings: exact code and status, no more than is meant for the reader, an id for the log. */
class ErrorRegistryTest {
  private static final String PRIVATE = "private reason with a path /etc/secret";

  private static final Map<String, Integer> STATUS = Map.ofEntries(
      Map.entry("invalid_request", 400), // RFC 6749 §5.2
      Map.entry("invalid_client", 401),
      Map.entry("invalid_grant", 400),
      Map.entry("unauthorized_client", 400),
      Map.entry("unsupported_grant_type", 400),
      Map.entry("invalid_scope", 400),
      Map.entry("access_denied", 403), // RFC 6749 §4.1.2.1
      Map.entry("unsupported_response_type", 400),
      Map.entry("server_error", 500),
      Map.entry("temporarily_unavailable", 503),
      Map.entry("invalid_target", 400), // RFC 8707 §2
      Map.entry("invalid_redirect_uri", 400), // RFC 7591 §3.2.2
      Map.entry("invalid_client_metadata", 400),
      Map.entry("invalid_software_statement", 400),
      Map.entry("unsupported_token_type", 400), // RFC 7009 §2.2.1
      Map.entry("invalid_token", 401), // RFC 6750 §3.1
      Map.entry("insufficient_scope", 403),
      Map.entry("invalid_dpop_proof", 400), // RFC 9449 §5
      Map.entry("use_dpop_nonce", 400), // RFC 9449 §8
      Map.entry("request_not_supported", 400), // OpenID Connect Core §3.1.2.6
      Map.entry("request_uri_not_supported", 400),
      Map.entry("login_required", 400),
      Map.entry("consent_required", 400));

  @RegisterExtension
  static final App app = App.started();

  private static HttpServer server;
  private static String url;

  @BeforeAll
  static void serveEachFailure() {
    Router router = Router.router(app.gatehouse().vertx());
    var secrets = new Secrets(new SecureRandom());
    var pages = new Pages(Assets.load());
    var decisions =
        new Decisions(Party.AUTHORIZATION_SERVER, DecisionListeners.standard(), Clock.systemUTC());
    var json = new OAuthFailures(decisions, Step.TOKEN, secrets);
    var page = new PageFailures(pages, decisions, Step.LOGIN, secrets);
    var answer = new AuthorizationAnswer("https://issuer.example", pages);
    for (OAuthError error : OAuthError.values()) {
      var refusal =
          OAuthException.of(error, Cause.SERVER_FAILED, "a public \"description\"", PRIVATE);
      router.get("/json/" + error.code()).handler(ctx -> ctx.fail(refusal)).failureHandler(json);
      router.get("/page/" + error.code()).handler(ctx -> ctx.fail(refusal)).failureHandler(page);
      router
          .get("/client/" + error.code())
          .handler(ctx -> answer.error(ctx, local(), "http://127.0.0.1/cb?x=1", "s&", refusal, ""));
    }
    var mistake = new IllegalStateException(PRIVATE);
    router.get("/json/mistake").handler(ctx -> ctx.fail(mistake)).failureHandler(json);
    router.get("/page/mistake").handler(ctx -> ctx.fail(mistake)).failureHandler(page);
    router.get("/bare/mistake").handler(ctx -> ctx.fail(mistake));
    new FallbackEndpoint(app.issuer(), List.of(app.mcpUrl()), pages, secrets).mount(router);
    server = app.gatehouse()
        .vertx()
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    url = "http://127.0.0.1:" + server.actualPort();
  }

  private static Client local() {
    return new Client(
        "local",
        "",
        new ClientDescription(
            ClientAuthMethod.NONE,
            ClientKeys.NONE,
            "Local",
            "",
            List.of("http://127.0.0.1/cb?x=1"),
            List.of(),
            Scopes.NONE,
            false),
        Scopes.NONE,
        false,
        Instant.EPOCH,
        Registration.NONE);
  }

  @AfterAll
  static void stop() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @EnumSource
  void has_one_code_and_status_for_each_and_says_where_it_is_from(OAuthError error) {
    assertThat(STATUS).containsEntry(error.code(), error.status());
    assertThat(error.source()).matches("(RFC \\d{4}|OpenID Connect Core|.*draft.*) §[0-9.]+");
  }

  @ParameterizedTest // RFC 6749 §5.2
  @EnumSource
  void is_json_for_programs(OAuthError error) {
    Reply reply = Http.get(url + "/json/" + error.code(), "Authorization", "Basic eDp5");
    assertThat(reply).isOAuthError(STATUS.get(error.code()), error.code());
    assertThat(reply.json().fieldNames()).containsExactly("error", "error_description");
    assertThat(reply.json().getString("error_description")).isEqualTo("a public 'description'");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.headers().firstValue("WWW-Authenticate").isPresent())
        .isEqualTo(reply.status() == 401); // RFC 9110 §15.5.2
    leaksNothing(reply);
  }

  @ParameterizedTest
  @EnumSource
  void is_a_page_with_an_id_for_people(OAuthError error) {
    try (var recording = new Recording(app.gatehouse())) {
      Reply reply = Http.get(url + "/page/" + error.code(), "Accept", "text/html");
      assertThat(reply).hasStatus(STATUS.get(error.code()));
      String id = idOf(reply);
      assertThat(recording.lines()).anyMatch(line -> line.contains(id));
      leaksNothing(reply);
    }
  }

  @ParameterizedTest // RFC 6749 §4.1.2.1, RFC 9207 §2
  @EnumSource
  void is_a_redirect_for_clients(OAuthError error) {
    Reply reply = Http.get(url + "/client/" + error.code());
    assertThat(reply).isRefusedToClient(error.code());
    assertThat(reply.answer())
        .containsEntry("state", "s&")
        .containsEntry("iss", "https://issuer.example")
        .containsEntry("x", "1");
    leaksNothing(reply);
  }

  @ParameterizedTest // CWE-209
  @ValueSource(strings = {"/page/mistake", "/bare/mistake"})
  void tells_people_of_a_mistake_of_ours_no_more_than_its_id(String path) {
    Reply reply = Http.get(url + path, "Accept", "text/html");
    assertThat(reply).hasStatus(500);
    assertThat(idOf(reply)).hasSize(8);
    assertThat(reply.html().text()).contains("This server failed, not you");
    leaksNothing(reply);
  }

  @ParameterizedTest // CWE-209
  @ValueSource(strings = {"/json/mistake", "/bare/mistake"})
  void tells_programs_of_a_mistake_of_ours_no_more_than_its_id(String path) {
    Reply reply = Http.get(url + path, "Accept", "application/json");
    assertThat(reply).hasStatus(500);
    assertThat(reply.json().getString("error")).isEqualTo("server_error");
    leaksNothing(reply);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/authorize", "/login", "/consent", "/logout", "/allowed"})
  void refuses_other_methods_with_a_page_where_people_go(String path) {
    Reply reply = Http.send("PUT", app.issuer() + path, "", "Accept", "text/html");
    assertThat(reply).hasStatus(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, POST, OPTIONS");
    assertThat(idOf(reply)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/token, PUT", "/register, GET", "/par, GET", "/oauth/jwks, POST"})
  void refuses_other_methods_with_json_where_programs_go(String path, String method) {
    Reply reply = Http.send(method, app.issuer() + path, "", "Accept", "application/json");
    assertThat(reply).hasStatus(405);
    assertThat(reply.json().getString("error")).isEqualTo("method_not_allowed");
    assertThat(reply.header("Allow")).contains("OPTIONS");
  }

  @Test
  void says_what_is_not_here_to_each_in_its_way() {
    Reply page = Http.get(app.issuer() + "/nowhere", "Accept", "text/html");
    assertThat(page).hasStatus(404);
    assertThat(idOf(page)).isNotEmpty();
    assertThat(page.html().text()).contains(app.mcpUrl());
    Reply json = Http.get(app.issuer() + "/nowhere", "Accept", "application/json");
    assertThat(json).hasStatus(404);
    assertThat(json.json().getString("error")).isEqualTo("not_found");
  }

  private static String idOf(Reply page) {
    assertThat(page.header("Content-Type")).startsWith("text/html");
    return page.html().select("p:contains(Error id) code").text();
  }

  private static void leaksNothing(Reply reply) {
    String all = reply.body() + reply.headers().map();
    assertThat(all)
        .doesNotContain("private reason", "/etc/secret", "IllegalState", "dev.gatehouse", "vertx");
  }
}
