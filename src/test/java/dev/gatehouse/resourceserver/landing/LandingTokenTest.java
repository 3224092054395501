package dev.gatehouse.resourceserver.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The token of the landing page, to be copied by who logged in, and by nobody else. */
class LandingTokenTest {
  @RegisterExtension
  static final App app = App.started();

  private final Visitor visitor = new Visitor(app.origin());

  @Test
  void gives_the_visitor_the_token_that_the_page_calls_tools_with() {
    logIn();
    assertThat(visitor.page()).contains("Copy the token", "curl -s " + app.mcpUrl());
    var answer = visitor.post("/login/token", "");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    String token = new JsonObject(answer.body()).getString("access_token");
    assertThat(Http.get(app.origin() + "/whoami", "Authorization", "Bearer " + token)
            .json())
        .contains(Map.entry("sub", "bob"));
  }

  @Test
  void gives_nothing_to_somebody_who_is_not_logged_in() {
    assertThat(visitor.post("/login/token", "").statusCode()).isEqualTo(401);
    assertThat(visitor.page()).doesNotContain("Copy the token");
  }

  @Test
  void gives_nothing_to_a_page_of_another_origin_or_to_a_link() {
    logIn();
    for (String site : List.of("same-site", "cross-site", "none", "")) {
      visitor.site = site;
      assertThat(visitor.post("/login/token", "").statusCode()).as(site).isEqualTo(403);
    }
    assertThat(visitor.get("/login/token", "*/*").statusCode()).isEqualTo(404);
  }

  private void logIn() {
    var browser = new WebBrowser();
    String authorize =
        visitor.begin("mcp.read").headers().firstValue("location").orElseThrow();
    var consent = browser.submit(
        browser.open(authorize),
        form -> form.set("username", "bob").set("password", DemoUsers.password("bob")));
    var back = browser.submitOnly(consent, form -> form.set("decision", "approve"));
    visitor.get(back.location(), "text/html");
  }
}
