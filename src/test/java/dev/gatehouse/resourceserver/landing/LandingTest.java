package dev.gatehouse.resourceserver.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The landing page and its login as a browser sees them; RFC 6749 §4.1, RFC 7636, RFC 8707, RFC 9207. */
@ExtendWith(VertxExtension.class)
class LandingTest {
  private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
  private TinyAuthServer issuer;
  private LandingServer server;
  private Visitor visitor;

  @BeforeEach
  void start(Vertx vertx) {
    InstantSource time = () -> Instant.now().plus(later.get());
    issuer = new TinyAuthServer(vertx);
    server = new LandingServer(vertx, issuer.issuer(), true, new ShiftedClock(time));
    visitor = new Visitor(server.origin());
  }

  @Test
  void gives_a_program_a_pointer_and_a_browser_a_page() {
    assertThat(new JsonObject(visitor.get("/", "*/*").body()))
        .isEqualTo(new JsonObject()
            .put("name", "Gatehouse")
            .put("mcp", server.origin() + "/mcp")
            .put("issuer", issuer.issuer())
            .put(
                "resource_metadata",
                server.origin() + "/.well-known/oauth-protected-resource/mcp"));
    assertThat(visitor.page()).contains("<h1>OAuth 2.1 for MCP, on this computer</h1>");
  }

  @Test
  void leaves_a_client_alone_that_listens_at_the_bare_origin() {
    assertThat(visitor.get("/", "text/event-stream").statusCode()).isEqualTo(404);
  }

  @Test
  void shows_addresses_users_and_which_tool_needs_which_scope() {
    assertThat(visitor.page())
        .contains(server.origin() + "/mcp", issuer.issuer(), "password123", "hunter2")
        .contains(
            "npx @modelcontextprotocol/inspector@1.0.3", "npx @modelcontextprotocol/inspector@2.")
        .containsPattern("admin_purge</code></th>.*<code>admin:notes</code>.*alice");
  }

  @Test
  void sends_the_browser_away_with_pkce_state_and_resource() {
    visitor.logIn("mcp.read", "notes:read");
    var query = issuer.authorizations.get(0);
    assertThat(query.get("client_id")).isEqualTo("gatehouse-landing");
    assertThat(query.get("response_type")).isEqualTo("code");
    assertThat(query.get("scope")).isEqualTo("mcp.read notes:read");
    assertThat(query.get("code_challenge_method")).isEqualTo("S256");
    assertThat(query.get("code_challenge")).hasSize(43);
    assertThat(query.get("state")).hasSize(43);
    assertThat(query.get("resource")).isEqualTo(server.origin() + "/mcp");
    assertThat(query.get("redirect_uri")).isEqualTo(server.origin() + "/login/callback");
  }

  @Test
  void shows_the_claims_and_never_the_token() {
    visitor.logIn("mcp.read");
    String page = visitor.page();
    assertThat(page).contains("Logged in as alice", "Who it speaks for").contains(issuer.issuer());
    assertThat(page).doesNotContain("c2lnbmF0dXJl").doesNotContain("e30.");
  }

  @Test
  void calls_a_tool_with_the_token_and_shows_the_exchange_without_it() {
    visitor.logIn("mcp.read");
    var reply = visitor.call("echo", new JsonObject().put("message", "hi"));
    assertThat(server.bearers.get(0)).startsWith("Bearer e30.").endsWith(".c2lnbmF0dXJl");
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).doesNotContain("c2lnbmF0dXJl").contains("kept by the server");
    JsonObject exchange = new JsonObject(reply.body());
    assertThat(exchange.getJsonObject("answer").getInteger("status")).isEqualTo(200);
    JsonObject params =
        exchange.getJsonObject("request").getJsonObject("body").getJsonObject("params");
    assertThat(params.getJsonObject("arguments").getString("message")).isEqualTo("hi");
  }

  @Test
  void passes_a_refusal_on_with_its_challenge() {
    visitor.logIn("mcp.read");
    JsonObject answer =
        new JsonObject(visitor.call("add_note", new JsonObject()).body()).getJsonObject("answer");
    assertThat(answer.getInteger("status")).isEqualTo(403);
    assertThat(answer.getJsonObject("headers").getString("www-authenticate"))
        .contains("insufficient_scope", "notes:write");
  }

  @Test
  void steps_up_and_drops_the_narrower_session() {
    visitor.logIn("mcp.read");
    String before = visitor.cookie();
    visitor.logIn("mcp.read", "notes:write");
    assertThat(visitor.cookie()).isNotEqualTo(before);
    assertThat(visitor.page()).contains("<code>mcp.read notes:write</code>");
    visitor.setCookie(before);
    assertThat(visitor.page()).doesNotContain("Logged in");
  }

  @Test
  void the_cookie_is_named_after_the_port_and_out_of_reach_of_scripts() {
    visitor.logIn("mcp.read");
    assertThat(visitor.lastSetCookie())
        .startsWith("gatehouse_" + server.port() + "_page=")
        .contains("HTTPOnly", "SameSite=Lax", "Path=/")
        .doesNotContain("Domain");
  }

  @Test
  void logging_out_ends_the_session_and_revokes_the_token() {
    visitor.logIn("mcp.read");
    String cookie = visitor.cookie();
    assertThat(visitor.post("/login/end", "").statusCode()).isEqualTo(303);
    assertThat(issuer.revocations.get(0).get("token")).endsWith(".c2lnbmF0dXJl");
    visitor.setCookie(cookie);
    assertThat(visitor.page()).doesNotContain("Logged in");
    assertThat(visitor.call("echo", new JsonObject()).statusCode()).isEqualTo(401);
  }

  @Test
  void a_session_ends_with_its_token() {
    visitor.logIn("mcp.read");
    later.set(Duration.ofSeconds(3601));
    assertThat(visitor.page()).doesNotContain("Logged in");
    assertThat(visitor.call("echo", new JsonObject()).statusCode()).isEqualTo(401);
  }

  @Test
  void refuses_a_state_that_it_never_sent() {
    var reply =
        visitor.get("/login/callback?code=x&state=made-up&iss=" + issuer.issuer(), "text/html");
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(issuer.tokenRequests).isEmpty();
  }

  @Test
  void refuses_a_state_twice_or_late() {
    String first = visitor.comeBackFrom(visitor.begin("mcp.read"));
    assertThat(visitor.get(first, "text/html").statusCode()).isEqualTo(303);
    assertThat(visitor.get(first, "text/html").statusCode()).isEqualTo(400);
    String second = visitor.comeBackFrom(visitor.begin("mcp.read"));
    later.set(Duration.ofMinutes(11));
    assertThat(visitor.get(second, "text/html").statusCode()).isEqualTo(400);
  }

  @Test
  void refuses_a_login_that_another_browser_started() {
    String callback =
        new Visitor(server.origin()).comeBackFrom(new Visitor(server.origin()).begin("mcp.read"));
    assertThat(visitor.get(callback, "text/html").body()).contains("another browser");
    assertThat(issuer.tokenRequests).isEmpty();
  }

  @Test
  void refuses_an_answer_of_another_issuer_or_of_none() {
    for (String wrong : List.of("http://evil.example", issuer.issuer() + "/", "none")) {
      issuer.issInResponse = wrong;
      var reply = visitor.get(visitor.comeBackFrom(visitor.begin("mcp.read")), "text/html");
      assertThat(reply.statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(issuer.tokenRequests).isEmpty();
  }

  @Test
  void says_so_when_the_user_said_no() {
    issuer.error = "access_denied";
    var reply = visitor.get(visitor.comeBackFrom(visitor.begin("mcp.read")), "text/html");
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("You said no").contains("href=\"/\"");
  }

  @Test
  void says_so_when_there_is_no_token_for_the_code() {
    issuer.refusesCode = true;
    var reply = visitor.get(visitor.comeBackFrom(visitor.begin("mcp.read")), "text/html");
    assertThat(reply.statusCode()).isEqualTo(502);
    assertThat(reply.body()).contains("gave no token").contains("invalid_grant");
  }

  @Test
  void says_so_when_the_metadata_is_that_of_another_issuer() {
    issuer.issInMetadata = "http://evil.example";
    assertThat(visitor.begin("mcp.read").statusCode()).isEqualTo(502);
  }

  @Test
  void says_so_when_the_authorization_server_is_not_there() {
    var lonely = new LandingServer(Vertx.vertx(), "http://127.0.0.1:1", false, Clock.systemUTC());
    var guest = new Visitor(lonely.origin());
    assertThat(guest.page())
        .contains("which does not run here", "gatehouse-landing", "/login/callback");
    var reply = guest.begin("mcp.read");
    assertThat(reply.statusCode()).isEqualTo(502);
    assertThat(reply.body()).contains("cannot be reached", "http://127.0.0.1:1");
  }

  @Test
  void takes_no_call_from_a_page_of_another_origin() {
    visitor.logIn("mcp.read");
    visitor.site = "same-site";
    assertThat(visitor.call("echo", new JsonObject()).statusCode()).isEqualTo(403);
    assertThat(visitor.post("/login/end", "").statusCode()).isEqualTo(403);
    assertThat(visitor.begin("mcp.read").statusCode()).isEqualTo(403);
    assertThat(server.bearers).isEmpty();
  }

  @Test
  void a_form_without_fetch_metadata_is_taken_over_plain_http_beyond_loopback_alone() {
    visitor.site = "";
    assertThat(visitor.begin("mcp.read").statusCode()).isEqualTo(403);
    var lab =
        new LandingServer(Vertx.vertx(), issuer.issuer(), true, Clock.systemUTC(), "lab.example");
    var guest = new Visitor("http://127.0.0.1:" + lab.port());
    guest.site = "";
    assertThat(guest.begin("mcp.read").statusCode()).isEqualTo(303);
    assertThat(guest.call("echo", new JsonObject()).statusCode()).isEqualTo(403);
  }

  @Test
  void takes_no_call_that_a_form_could_have_sent() {
    visitor.logIn("mcp.read");
    var reply = visitor.post("/login/call", "{\"tool\":\"echo\",\"arguments\":{}}");
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(server.bearers).isEmpty();
  }

  @Test
  void takes_the_name_of_a_tool_and_nothing_that_would_change_the_request() {
    visitor.logIn("mcp.read");
    for (String name : List.of("", "a b", "x\r\nHost: evil", "../admin", "x".repeat(129))) {
      assertThat(visitor.call(name, new JsonObject()).statusCode()).as(name).isEqualTo(400);
    }
    assertThat(server.bearers).isEmpty();
  }

  @Test
  void refuses_a_scope_with_characters_that_no_scope_has() {
    assertThat(visitor.begin("mcp.read\"&x=").statusCode()).isEqualTo(400);
  }

  @Test
  void comes_back_to_the_spelling_of_loopback_that_was_typed() {
    var numeric = new Visitor("http://127.0.0.1:" + server.port());
    numeric.logIn("mcp.read");
    assertThat(issuer.authorizations.get(0).get("redirect_uri"))
        .isEqualTo("http://127.0.0.1:" + server.port() + "/login/callback");
    assertThat(Landing.redirectUris(server.origin()))
        .contains(issuer.authorizations.get(0).get("redirect_uri"));
    assertThat(numeric.page()).contains("Logged in as alice");
  }

  private static final class ShiftedClock extends Clock {
    private final InstantSource source;

    ShiftedClock(InstantSource source) {
      this.source = source;
    }

    @Override
    public Instant instant() {
      return source.instant();
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
