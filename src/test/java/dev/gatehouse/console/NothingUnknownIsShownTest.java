package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A secret in every place of every endpoint of both servers, and none of them in anything that comes out beside the answer itself: log lines, decisions, event stream, run pages, files, trace. OWASP ASVS 16.2.5, CWE-532.
 */
class NothingUnknownIsShownTest {
  private static final List<String> ISSUER = List.of(
      "GET /.well-known/oauth-authorization-server",
      "GET /.well-known/openid-configuration",
      "GET /oauth/jwks",
      "POST /register",
      "GET /register/x",
      "PUT /register/x",
      "POST /par",
      "GET /authorize",
      "POST /authorize",
      "GET /login",
      "POST /login",
      "GET /consent",
      "POST /consent",
      "GET /allowed",
      "POST /allowed",
      "POST /logout",
      "POST /token",
      "POST /revoke",
      "POST /introspect",
      "POST /admin/keys/rotate",
      "OPTIONS /token",
      "GET /nowhere",
      "POST /nowhere");
  private static final List<String> RESOURCE = List.of(
      "POST /mcp",
      "GET /mcp",
      "DELETE /mcp",
      "POST /",
      "GET /whoami",
      "GET /.well-known/oauth-protected-resource/mcp",
      "GET /.well-known/oauth-authorization-server",
      "GET /login",
      "GET /login/callback",
      "POST /login/call",
      "POST /login/end",
      "POST /token",
      "OPTIONS /mcp",
      "GET /nowhere",
      "POST /nowhere");
  private static final Path TRACE = temporaryFile();

  private static final MovableClock clock = new MovableClock();

  @RegisterExtension
  static final App app = App.with(settings -> settings
          .set("server.trace", TRACE.toString())
          .set("resource-server.tools", List.of("demo", "everything")))
      .at(clock);

  @ParameterizedTest
  @EnumSource
  void no_secret_comes_out_of_any_place_of_any_endpoint(Marks.Shape shape) throws IOException {
    var marks = new Marks(shape);
    var told = new LinkedHashMap<String, String>();
    int traced = Files.readString(TRACE).length();
    try (var recording = new Recording(app.gatehouse());
        var stream = new EventBytes(app.gatehouse().settings().resourceServer().port(), "")) {
      feed(marks, app.issuer(), ISSUER, told);
      feed(marks, app.origin(), RESOURCE, told);
      feedValidRequests(marks);
      feedTools(marks);
      look(told, "end");
      told.put("event stream", stream.text());
      told.put("log", String.join("\n", recording.lines()));
      told.put("decisions", recording.events().toString());
    }
    told.put("trace", Files.readString(TRACE).substring(traced));
    assertThat(marks.count()).isGreaterThan(5_000);
    var found = new LinkedHashMap<String, String>();
    told.forEach((where, text) ->
        marks.foundIn(text).forEach((place, around) -> found.put(place + " -> " + where, around)));
    assertThat(found).isEmpty();
  }

  // Their own clock goes on, so that nothing is left out for coming too fast.
  private static void feed(
      Marks marks, String server, List<String> endpoints, Map<String, String> told) {
    for (String endpoint : endpoints) {
      String[] both = endpoint.split(" ", 2);
      for (String request : new MarkedRequests(marks, both[0], both[1]).all()) {
        clock.advance(Duration.ofMillis(50));
        String answer = Wire.exchange(server, request);
        if (!both[0].equals("OPTIONS")) { // which says again what was asked, Fetch §3.2.2
          String shown =
              answer.replaceAll("(?i)\r\nLocation: [^\r]*", ""); // takes the request along
          told.merge("answers of " + endpoint, shown, String::concat);
        }
      }
      look(told, server + ' ' + endpoint);
    }
  }

  // What is wrong in one place only gets further.
  private static void feedValidRequests(Marks marks) {
    TestClient client = app.client();
    Map<String, String> request = client.request("mcp.read");
    for (String name : List.copyOf(request.keySet())) {
      for (String value : List.of("%s", "https://u:%s@a.example/%s?%s=%s#%s", "mcp.read %s")) {
        var changed = new LinkedHashMap<>(request);
        changed.put(name, value.replace("%s", marks.in("valid but for " + name)));
        clock.advance(Duration.ofMillis(50));
        client.authorize(changed);
        Http.postForm(app.issuer() + "/par", pairs(changed));
      }
    }
    for (String name : List.of("grant_type", "code", "redirect_uri", "client_id", "resource")) {
      clock.advance(Duration.ofMillis(50));
      client.redeem("x", name, marks.in("token, valid but for " + name));
    }
    for (String name :
        List.of("client_name", "client_uri", "scope", "software_id", "grant_types", "jwks_uri")) {
      clock.advance(Duration.ofMillis(50));
      var metadata = new JsonObject().put("redirect_uris", JsonArray.of(TestClient.REDIRECT));
      String value = marks.in("registration, " + name);
      Http.postJson(app.issuer() + "/register", metadata.put(name, value).encode());
      metadata.put(name, "https://a.example/" + value + "?" + value);
      Http.postJson(app.issuer() + "/register", metadata.encode());
    }
    for (String uri : List.of("http://%s.example/%s", "https://a.example/%s?x=%s", "%s:/cb")) {
      String value = uri.replace("%s", marks.in("redirect_uris"));
      clock.advance(Duration.ofMillis(50));
      Http.postJson(
          app.issuer() + "/register",
          new JsonObject().put("redirect_uris", JsonArray.of(value)).encode());
    }
  }

  private static List<String> pairs(Map<String, String> request) {
    return request.entrySet().stream()
        .flatMap(one -> List.of(one.getKey(), one.getValue()).stream())
        .toList();
  }

  // With a good token: unknown names, what tools are told and say, what streams carry.
  private static void feedTools(Marks marks) {
    String token = app.token("alice", "mcp.read mcp.write notes:read notes:write");
    for (String method : List.of(
        "initialize",
        "tools/call",
        "tools/list",
        "prompts/get",
        "resources/read",
        "completion/complete",
        "logging/setLevel",
        "notifications/cancelled",
        marks.in("method"))) {
      var info = new JsonObject()
          .put("name", marks.in("clientInfo name"))
          .put("version", marks.in("clientInfo version"));
      var params = new JsonObject()
          .put("name", marks.in(method + " name"))
          .put("uri", "https://a.example/?" + marks.in(method + " uri"))
          .put("protocolVersion", "2025-11-25")
          .put("capabilities", new JsonObject().put(marks.in("capability"), new JsonObject()))
          .put("clientInfo", info)
          .put("level", marks.in("level"))
          .put("arguments", new JsonObject().put(marks.in("argument name"), marks.in("argument")))
          .put("_meta", new JsonObject().put("progressToken", marks.in("progressToken")));
      call(token, method, params, marks);
    }
    for (String tool : List.of("echo", "greet", "add_note", "test_error_handling", "read_notes")) {
      var arguments = new JsonObject()
          .put("message", marks.in(tool + " message"))
          .put("name", marks.in(tool + " name"))
          .put("note", marks.in(tool + " note"))
          .put("user_id", marks.in(tool + " user_id"));
      call(
          token,
          "tools/call",
          new JsonObject().put("name", tool).put("arguments", arguments),
          marks);
    }
  }

  private static void call(String token, String method, JsonObject params, Marks marks) {
    clock.advance(Duration.ofMillis(50));
    var message = new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", marks.in(method + " id"))
        .put("method", method)
        .put("params", params);
    app.mcp(token, message.encode(), "MCP-Protocol-Version", "2025-06-18");
  }

  private static void look(Map<String, String> told, String when) {
    Eventually.until("steps", () -> !runs().isEmpty());
    told.put("list after " + when, runs().encode());
    for (Object run : runs()) {
      long id = ((JsonObject) run).getLong("id");
      for (String file : List.of("", "/export.json", "/export.har")) {
        String text = Http.get(app.origin() + "/console/runs/" + id + file).body();
        told.merge("runs" + file + " after " + when, text, String::concat);
      }
    }
    Http.send("POST", app.origin() + "/console/clear", "");
  }

  private static JsonArray runs() {
    return Http.get(app.origin() + "/console/runs").json().getJsonArray("runs");
  }

  private static Path temporaryFile() {
    try {
      return Files.createTempFile("gatehouse-trace", ".jsonl");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
