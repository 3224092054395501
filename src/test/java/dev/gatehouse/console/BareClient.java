package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.Wire;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client as Python programs are: a connection for each request, and a User-Agent now and then, or never. */
final class BareClient {
  private static final String BACK = "http://localhost:3917/callback";
  private static final String VERIFIER = "v".repeat(43);

  private final App app;
  private final String name;
  private final String messages;
  private final String login;
  private String id = "";
  private String code = "";
  private String token = "";

  /**
   * A client that has not begun.
   *
   * @param messages the User-Agent that goes with MCP; empty for none
   * @param login the one that goes with all that is for its login; empty for none
   */
  BareClient(App app, String name, String messages, String login) {
    this.app = app;
    this.name = name;
    this.messages = messages;
    this.login = login;
  }

  String id() {
    return id;
  }

  /** Its whole way, a step at a time. */
  List<Runnable> steps() {
    return List.of(
        this::ask,
        () -> get(app.origin(), "/.well-known/oauth-protected-resource/mcp"),
        () -> get(app.issuer(), "/.well-known/oauth-authorization-server"),
        this::register,
        this::openBrowser,
        this::redeem,
        this::use);
  }

  void ask() {
    assertThat(mcp("").status()).isEqualTo(401);
  }

  /** A question before the first one, by another HTTP library. */
  void probe(String method, String agent) {
    send(app.origin(), method, "/mcp", agent, Map.of(), "");
  }

  private void register() {
    var metadata = new JsonObject()
        .put("client_name", name)
        .put("redirect_uris", List.of(BACK))
        .put("token_endpoint_auth_method", "none");
    id = send(app.issuer(), "POST", "/register", login, json(), metadata.encode())
        .json()
        .getString("client_id");
  }

  private void openBrowser() {
    var asked = new LinkedHashMap<String, String>();
    asked.put("response_type", "code");
    asked.put("client_id", id);
    asked.put("redirect_uri", BACK);
    asked.put("scope", "mcp.read");
    asked.put("state", "state-of-" + name);
    asked.put("code_challenge", Secrets.sha256(VERIFIER));
    asked.put("code_challenge_method", "S256");
    asked.put("resource", app.mcpUrl());
    var browser = new WebBrowser();
    browser.logIn(app.issuer(), "alice");
    Reply page = browser.open(app.issuer() + "/authorize?" + Http.query(asked));
    String back = browser.submit(page, form -> form.add("decision", "approve")).location();
    code = back.replaceAll(".*[?&]code=([^&]+).*", "$1");
  }

  private void redeem() {
    String form = "grant_type=authorization_code&code=" + code + "&client_id=" + id
        + "&redirect_uri=" + BACK + "&code_verifier=" + VERIFIER;
    Map<String, String> type = Map.of("Content-Type", "application/x-www-form-urlencoded");
    token =
        send(app.issuer(), "POST", "/token", login, type, form).json().getString("access_token");
  }

  private void use() {
    assertThat(mcp(token).status()).isEqualTo(200);
  }

  private Reply mcp(String bearer) {
    var headers = new LinkedHashMap<>(json());
    headers.put("Accept", "application/json, text/event-stream");
    if (!bearer.isEmpty()) {
      headers.put("Authorization", "Bearer " + bearer);
    }
    String message =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\""
            + name + "\",\"version\":\"1\"}}}";
    return send(app.origin(), "POST", "/mcp", messages, headers, message);
  }

  private void get(String server, String path) {
    assertThat(send(server, "GET", path, login, Map.of(), "").status()).isEqualTo(200);
  }

  private static Map<String, String> json() {
    return Map.of("Content-Type", "application/json");
  }

  private static Reply send(
      String server,
      String method,
      String path,
      String agent,
      Map<String, String> headers,
      String body) {
    var lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1", "Host: HOST"));
    if (!agent.isEmpty()) {
      lines.add("User-Agent: " + agent);
    }
    headers.forEach((name, value) -> lines.add(name + ": " + value));
    lines.add("Content-Length: " + body.length());
    lines.add("Connection: close");
    String request = String.join("\r\n", lines) + "\r\n\r\n" + body;
    return Wire.replies(server, Wire.exchange(server, request)).get(0);
  }
}
