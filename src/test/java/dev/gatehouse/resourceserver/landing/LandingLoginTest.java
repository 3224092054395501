package dev.gatehouse.resourceserver.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Log in as alice or bob on the landing page of the running product, and call its tools from there. */
class LandingLoginTest {
  @RegisterExtension
  static final App app = App.started();

  private final Visitor visitor = new Visitor(app.origin());

  @Test
  void a_token_with_two_scopes_calls_what_they_open_and_nothing_else() {
    logIn("alice", "mcp.read", "notes:read");
    Map.of(
            "whoami",
            200,
            "greet",
            200,
            "echo",
            200,
            "read_notes",
            200,
            "add_note",
            403,
            "admin_purge",
            403)
        .forEach((tool, status) -> assertThat(status(tool)).as(tool).isEqualTo(status));
  }

  @Test
  void the_claims_are_those_of_the_token() {
    logIn("bob", "mcp.read");
    assertThat(visitor.page())
        .contains("Logged in as bob", app.issuer(), app.mcpUrl(), "ft-member", "gatehouse-landing");
  }

  @Test
  void a_ring_that_may_not_have_a_scope_does_not_get_it_by_asking() {
    logIn("bob", "mcp.read", "admin:notes");
    assertThat(visitor.page()).contains("<code>mcp.read</code>").contains("needs admin:notes");
    assertThat(status("admin_purge")).isEqualTo(403);
  }

  @Test
  void a_step_up_opens_the_tool_that_refused() {
    logIn("alice", "mcp.read");
    assertThat(status("add_note")).isEqualTo(403);
    logIn("alice", "mcp.read", "notes:write");
    assertThat(status("add_note")).isEqualTo(200);
  }

  @Test
  void a_token_that_was_given_back_opens_nothing() {
    logIn("alice", "mcp.read");
    String cookie = visitor.cookie();
    visitor.post("/login/end", "");
    visitor.setCookie(cookie);
    assertThat(visitor.page()).doesNotContain("Logged in");
  }

  @Test
  void the_page_lists_the_tools_with_who_can_have_them() {
    assertThat(visitor.page())
        .containsPattern(
            "admin_purge</code></th><td[^>]*><code>admin:notes</code></td><td[^>]*>alice</td>")
        .containsPattern(
            "echo</code></th><td[^>]*><code>mcp.read</code></td><td[^>]*>alice, bob</td>");
  }

  @Test
  void assets_of_the_page_are_served_by_both_servers() {
    for (String server : new String[] {app.origin(), app.issuer()}) {
      assertThat(Http.get(server + "/assets/tokens.css").header("content-type"))
          .startsWith("text/css");
      assertThat(Http.get(server + "/assets/").status()).isEqualTo(404);
    }
  }

  @Test
  void the_live_view_shows_each_login_as_one_run() {
    logIn("alice", "mcp.read");
    status("echo");
    logIn("alice", "mcp.read", "notes:write");
    visitor.post("/login/end", "");
    Eventually.until("two runs", () -> kinds(runs().get(0)).endsWith("revocation page_login"));
    assertThat(runs())
        .allSatisfy(run -> assertThat(run.getString("name")).startsWith("The landing page"));
    assertThat(kinds(runs().get(1)))
        .endsWith(
            "page_login authorize login_page login consent_page consent token page_login tool_call page_login");
  }

  @Test
  void the_live_view_calls_a_login_connected_before_any_tool_is_called() {
    logIn("bob", "mcp.read");
    Eventually.until("connected", () -> runs().get(0).getString("verdict").equals("connected"));
    assertThat(kinds(runs().get(0))).endsWith("token page_login");
  }

  private List<JsonObject> runs() {
    JsonObject all = Http.get(app.origin() + "/console/runs").json();
    return all.getJsonArray("runs").stream()
        .map(JsonObject.class::cast)
        .filter(run -> !run.getString("name").startsWith("The resource server"))
        .toList();
  }

  private static String kinds(JsonObject run) {
    JsonObject open =
        Http.get(app.origin() + "/console/runs/" + run.getLong("id")).json();
    return open.getJsonArray("steps").stream()
        .map(step -> ((JsonObject) step).getString("kind"))
        .collect(Collectors.joining(" "));
  }

  private int status(String tool) {
    var arguments = new JsonObject();
    switch (tool) {
      case "greet" -> arguments.put("name", "you");
      case "echo" -> arguments.put("message", "hello");
      case "add_note" -> arguments.put("note", "milk");
      default -> {}
    }
    JsonObject exchange = new JsonObject(visitor.call(tool, arguments).body());
    return exchange.getJsonObject("answer").getInteger("status");
  }

  private void logIn(String user, String... scopes) {
    var browser = new WebBrowser();
    String authorize = visitor.begin(scopes).headers().firstValue("location").orElseThrow();
    var login = browser.open(authorize);
    var consent = browser.submit(
        login, form -> form.set("username", user).set("password", DemoUsers.password(user)));
    var back = browser.submitOnly(consent, form -> form.set("decision", "approve"));
    visitor.get(back.location(), "text/html");
  }
}
