package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person who opens the address of a program reads a page with a way on; a program never gets one. */
class BrowserVisitsTest {
  private static final String CHROMIUM =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8";

  @RegisterExtension
  static final App app = App.started();

  @RegisterExtension
  static final App unwatched = App.with(settings -> settings.set("server.console", "off"));

  @Test
  void says_at_the_issuer_what_this_is_and_where_to_go() {
    Reply page = visit(app.issuer() + "/");
    assertThat(page).hasStatus(200);
    assertThat(page.html().text()).contains("authorization server", app.issuer(), app.mcpUrl());
    assertThat(links(page)).contains(app.origin() + "/", app.issuer() + "/allowed");
    assertThat(visit(app.issuer())).hasStatus(200);
    assertThat(Http.get(app.issuer() + "/").json().getString("error")).isEqualTo("not_found");
  }

  @ParameterizedTest
  @CsvSource({"/mcp, localhost", "/mcp/, localhost", "/mcp, 127.0.0.1", "/mcp?x=1, localhost"})
  void says_at_the_mcp_url_what_to_do_with_it(String path, String host) {
    String origin = app.origin().replace("localhost", host);
    Reply page = visit(origin + path);
    assertThat(page).hasStatus(401);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.html().select("h1").text()).isEqualTo("This address is for MCP clients");
    assertThat(page.html().select("#mcp-url").text()).isEqualTo(origin + "/mcp");
    assertThat(links(page)).contains(origin + "/");
    assertThat(page.header("WWW-Authenticate"))
        .isEqualTo(Http.get(origin + path).header("WWW-Authenticate"))
        .contains("resource_metadata=");
  }

  @ParameterizedTest // what clients send, and what scripts in browsers can send
  @CsvSource({
    "'', ''",
    "*/*, ''",
    "application/json, ''",
    "'application/json, text/event-stream', ''",
    "text/event-stream, ''",
    "'text/event-stream, text/html', ''",
    "'text/html, application/json', ''",
    "text/html;q=0.5, ''",
    "'*/*, text/html;q=0.9', ''",
    "'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', ''",
    "'text/html, image/gif, image/jpeg, */*; q=0.2', ''",
    "'text/html, */*', ''",
    "text/html, cors",
    "text/html, no-cors",
    "text/html, same-origin",
    "text/html, websocket",
    "*/*, navigate",
    "'application/json, text/event-stream', navigate"
  })
  void gives_a_program_its_challenge_and_no_page(String accept, String mode) {
    for (String method : new String[] {"GET", "POST", "DELETE"}) {
      Reply reply = Http.send(method, app.mcpUrl(), "", headers(accept, mode));
      assertThat(reply).hasStatus(401);
      assertThat(reply.json().getString("error")).isEqualTo("unauthorized");
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer resource_metadata=");
    }
  }

  @ParameterizedTest // HttpURLConnection sends this, and OAuth libraries of Java with it
  @ValueSource(strings = {"/token", "/register", "/revoke", "/introspect", "/par"})
  void tells_a_program_in_json_what_is_wrong_whatever_html_it_claims_to_accept(String path) {
    for (String accept : List.of("text/html, image/gif, image/jpeg, */*; q=0.2", CHROMIUM)) {
      Reply reply = Http.postForm(app.issuer() + path, List.of("x", "y"), "Accept", accept);
      assertThat(reply.status()).isBetween(400, 499);
      assertThat(reply.json().getString("error")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer nonsense",
    "Authorization, Bearer",
    "MCP-Protocol-Version, 2025-06-18",
    "Mcp-Session-Id, x"
  })
  void takes_whoever_sends_what_no_person_sends_for_a_program(String name, String value) {
    Reply reply = Http.get(app.mcpUrl(), "Accept", "text/html", name, value);
    assertThat(reply.header("Content-Type")).startsWith("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/mcp/nowhere", "/.well-known/nothing", "/favicon.png"})
  void has_a_page_for_what_is_not_there_on_both_servers(String path) {
    for (String server : new String[] {app.issuer(), app.origin()}) {
      Reply page = visit(server + path);
      assertThat(page).hasStatus(404);
      assertThat(page.html().select("h1").text()).isEqualTo("Nothing is here");
      assertThat(links(page)).contains(server + "/");
      assertThat(Http.get(server + path, "Accept", "*/*").json().getString("error"))
          .isEqualTo("not_found");
    }
  }

  @ParameterizedTest // the resource server taken for the authorization server
  @ValueSource(strings = {"/authorize", "/token", "/.well-known/openid-configuration"})
  void names_the_other_server_to_a_person_too(String path) {
    Reply page = visit(app.origin() + path);
    assertThat(page).hasStatus(404);
    assertThat(page.html().text()).contains("Ask the authorization server at " + app.issuer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/token", "/register", "/revoke", "/introspect", "/par"})
  void has_a_page_for_what_is_not_opened_but_called(String path) {
    Reply page = visit(app.issuer() + path);
    assertThat(page).hasStatus(405);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Allow")).contains("POST");
    assertThat(links(page)).contains(app.issuer() + "/");
    assertThat(Http.get(app.issuer() + path).header("Content-Type")).contains("json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/whoami", "/login", "/login/call", "/console/runs/999", "/oauth/jwks"})
  void has_a_page_for_each_refusal_of_the_resource_server(String path) {
    Reply page = visit(app.origin() + path);
    assertThat(page.status()).isBetween(400, 499);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(links(page)).contains(app.origin() + "/");
  }

  @Test
  void leads_from_an_error_page_to_the_step_in_the_live_view() {
    Reply page = visit(authorize(app, "forgotten"));
    assertThat(page).isErrorPage();
    String id = page.html().select("p:contains(Error id) code").text();
    assertThat(links(page)).contains(app.origin() + "/console/#error/" + id);
    String search = app.origin() + "/console/runs?search=" + id;
    Eventually.until(
        "the run of the error is kept",
        () -> Http.get(search).json().getJsonArray("runs").size() == 1);
  }

  @Test
  void links_to_no_live_view_where_there_is_none() {
    Reply page = visit(authorize(unwatched, "forgotten"));
    assertThat(page).isErrorPage();
    assertThat(page.body()).doesNotContain("/console/");
    assertThat(visit(unwatched.issuer() + "/").body()).doesNotContain("/console/");
    assertThat(visit(unwatched.mcpUrl()).body()).doesNotContain("/console/");
  }

  private static String authorize(App server, String clientId) {
    TestClient client = server.client();
    Map<String, String> request = client.request("mcp.read");
    request.put("client_id", clientId);
    return server.issuer() + "/authorize?" + Http.query(request);
  }

  private static Reply visit(String url) {
    Reply page = Http.get(url, visitor());
    assertThat(page.html().select("script:not([src]), [style], style, [onclick]"))
        .isEmpty();
    return page;
  }

  private static String[] visitor() {
    return new String[] {
      "Accept", CHROMIUM, "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"
    };
  }

  private static String[] headers(String accept, String mode) {
    String[] none = {};
    String[] first = accept.isEmpty() ? none : Http.with(none, "Accept", accept);
    return mode.isEmpty() ? first : Http.with(first, "Sec-Fetch-Mode", mode);
  }

  private static List<String> links(Reply page) {
    return page.html().select("a[href]").stream().map(BrowserVisitsTest::target).toList();
  }

  private static String target(Element link) {
    return link.absUrl("href");
  }
}
