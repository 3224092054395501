package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.Wire;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attacker tries that no specification names: both servers answer in their own words, once, and give nothing away. */
class HostileRequestsTest {
  private static final String FRAMES =
      "(?s).*(\\bat (?:java|io|dev)\\.|Exception|io\\.vertx|io\\.netty|com\\.fasterxml|\\.java:).*";

  @RegisterExtension
  static final App app = App.started();

  @ParameterizedTest // RFC 3986 §2.1
  @ValueSource(strings = {"/%zz", "/%", "/mcp%f", "/token%2", "/assets/%zz"})
  void with_a_broken_escape_in_the_path_are_told_so(String target) {
    for (String server : List.of(app.issuer(), app.origin())) {
      Reply reply = Wire.get(server, target);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body())
          .isEqualTo(
              "{\"error\":\"bad_request\",\"detail\":\"in the path two hexadecimal digits come after each '%'\"}");
    }
  }

  @Test // RFC 3629 §3
  void with_an_overlong_dot_in_the_path_lead_nowhere() {
    for (String server : List.of(app.issuer(), app.origin())) {
      assertThat(Wire.get(server, "/%c0%ae%c0%ae/").status()).isEqualTo(404);
    }
  }

  @ParameterizedTest // LEAK-02
  @ValueSource(
      strings = {
        "POST /token HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4\r\n\r\na=%z",
        "POST /register HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{\"a\":",
        "GET /authorize?client_id=%zz HTTP/1.1\r\nHost: HOST\r\n\r\n",
        "POST /login HTTP/1.1\r\nHost: HOST\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 3\r\n\r\n--x",
        "POST /mcp HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer .e30.\r\nContent-Length: 0\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n"
      })
  void show_no_stack_trace_and_no_name_of_a_class(String request) {
    for (String server : List.of(app.issuer(), app.origin())) {
      String closing = request.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
      String answer = Wire.exchange(server, closing);
      assertThat(answer).startsWith("HTTP/1.1 4").doesNotMatch(FRAMES);
    }
  }

  @Test // RFC 9110 §9.3.7
  void about_the_server_itself_or_for_a_tunnel_are_answered_like_any_other_address() {
    for (String server : List.of(app.issuer(), app.origin())) {
      for (String request : List.of("OPTIONS *", "CONNECT localhost:1")) {
        String answer =
            Wire.exchange(server, request + " HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 404").contains("nothing is served at this path");
      }
    }
  }

  @Test // LEAK-03
  void put_no_secret_into_an_address() {
    TestClient client = app.client();
    var browser = new WebBrowser();
    String url = app.issuer() + "/authorize?" + Http.query(client.request("mcp.read"));
    Reply reply = browser.get(url);
    for (int hops = 0; hops < 4 && reply.status() >= 300 && reply.status() < 400; hops++) {
      assertThat(reply.location()).doesNotContain("password", "token", "session");
      reply = browser.get(reply.uri().resolve(reply.location()).toString());
    }
    Reply back = client.approve("alice", client.request("mcp.read"));
    assertThat(back.answer()).containsOnlyKeys("code", "state", "iss");
  }

  @ParameterizedTest // BR-19, CWE-650
  @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
  void take_no_other_method_than_that_of_the_request_line(String header) {
    Reply reply = Http.get(app.mcpUrl() + "?_method=POST", header, "POST");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(Http.get(app.issuer() + "/token", header, "POST").status()).isEqualTo(405);
  }

  @ParameterizedTest // MCP-24
  @ValueSource(
      strings = {
        "../../../../etc/passwd",
        "' OR '1'='1",
        "${jndi:ldap://127.0.0.1:1/x}",
        "{{7*7}}",
        "$(id)",
        "bob\u0000",
        "bob\r\nX: y",
        "\u202ebob",
        "b\u043eb",
        "__proto__"
      })
  void take_hostile_arguments_for_nothing_but_text(String text) {
    String token = app.token("alice", "mcp.read notes:read admin:notes");
    app.callTool(
        app.token("bob", "notes:write"), "add_note", new JsonObject().put("note", "of bob"));
    Reply notes = app.callTool(token, "read_notes", new JsonObject().put("user_id", text));
    assertThat(notes.status()).isEqualTo(200);
    assertThat(notes.body()).doesNotContain("of bob", "root:", "uid=");
    Reply echo =
        app.callTool(token, "echo", new JsonObject().put("message", text).put("repeat_count", 1));
    JsonObject said =
        echo.json().getJsonObject("result").getJsonArray("content").getJsonObject(0);
    assertThat(said.getString("text")).isEqualTo(text);
  }

  @ParameterizedTest // CWE-235: netty trims names, so that two spellings are one parameter
  @ValueSource(strings = {"+", "%20", "%09", "%0a", "%00"})
  void name_no_parameter_twice_by_spelling_it_in_two_ways(String space) {
    String form = "grant_type=authorization_code&code=x&" + space + "code=y&client_id=z";
    Reply reply = Http.send(
        "POST", app.issuer() + "/token", form, "Content-Type", "application/x-www-form-urlencoded");
    assertThat(reply.status()).isIn(400, 401);
    assertThat(reply.json().getString("error")).isIn("invalid_request", "invalid_client");
  }

  @Test // CWE-113
  void cannot_split_the_answer_by_their_state() {
    TestClient client = app.client();
    Map<String, String> request = client.request("mcp.read");
    request.put("state", "a\r\nSet-Cookie: x=y\r\n\r\n<script>#&code=evil&iss=evil");
    Reply reply = client.approve("alice", request);
    assertThat(reply.headers().map().keySet()).noneMatch(name -> name.equals("x"));
    assertThat(reply.headers().allValues("Set-Cookie")).noneMatch(line -> line.startsWith("x="));
    assertThat(reply.answer()).containsEntry("state", request.get("state"));
    assertThat(reply.answer().get("iss")).isEqualTo(app.issuer());
  }

  @Test // CWE-1333: long, but no label is too long; and labels that never end
  void keep_no_pattern_busy() {
    for (String uri : List.of(
        "https://" + "a.".repeat(980) + "a/cb",
        "https://" + "a-".repeat(980) + "!/cb",
        "https://app.example/?" + "a&".repeat(980),
        "app://" + "/.".repeat(980))) {
      long before = System.nanoTime();
      JsonObject body = new JsonObject().put("redirect_uris", List.of(uri));
      assertThat(Http.postJson(app.issuer() + "/register", body.encode()).status())
          .isIn(201, 400);
      assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
    }
  }

  @Test // cookie tossing: a page on another port of localhost can plant cookies
  void with_a_planted_cookie_before_the_real_one_open_no_session_of_another() {
    WebBrowser victim = new WebBrowser().logIn(app.issuer(), "alice");
    WebBrowser attacker = new WebBrowser().logIn(app.issuer(), "bob");
    String name = victim.cookies().keySet().iterator().next();
    String url = app.issuer() + "/authorize?" + Http.query(app.client().request("mcp.read"));
    String both = name + "=" + attacker.cookies().get(name) + "; " + name + "="
        + victim.cookies().get(name);
    Reply reply = Http.get(url, "Cookie", both, "Accept", "text/html");
    assertThat(reply.status()).isIn(200, 302, 303, 400);
    assertThat(reply.headers().firstValue("Location").orElse("")).doesNotContain("code=");
  }
}
