package dev.gatehouse.console;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Assertions;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.DpopKey;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clients that hand over every kind of secret there is, most of them in the wrong place as well; it remembers them all. */
final class SecretRun {
  private static final DpopKey KEY = DpopKey.ec();

  private final App app;
  private final Map<String, List<String>> secrets = new LinkedHashMap<>();

  SecretRun(App app) {
    this.app = app;
    keep("password", DemoUsers.password("alice"));
  }

  /** By kind. */
  Map<String, List<String>> secrets() {
    return secrets;
  }

  void keep(String kind, String secret) {
    if (!secret.isEmpty()) {
      secrets.computeIfAbsent(kind, any -> new ArrayList<>()).add(secret);
    }
  }

  /** A client with a secret, from the login with a mistyped password to the revocation. */
  TestClient withSecret() {
    TestClient client = app.confidentialClient("client_secret_basic");
    keep("client secret", client.secret());
    keep("registration access token", client.registrationToken());
    keep("verifier", client.verifier());
    String code = code(client, "state-that-guards-the-callback-of-this-client");
    JsonObject tokens = tokens(client.redeem(code));
    String token = tokens.getString("access_token");
    String refresh = tokens.getString("refresh_token");
    session(token);
    client.introspect(token);
    String basic = Http.base64(client.id() + ':' + client.secret());
    keep("basic credentials", basic);
    JsonObject second = tokens(client.token(
        List.of("grant_type", "refresh_token", "refresh_token", refresh),
        "Authorization",
        "Basic " + basic));
    Http.get(
        app.issuer() + "/register/" + client.id(),
        "Authorization",
        "Bearer " + client.registrationToken());
    inTheWrongPlace(client, second.getString("access_token"), refresh, code);
    client.redeem(code);
    client.refresh(refresh);
    client.revoke(second.getString("refresh_token"));
    return client;
  }

  private String code(TestClient client, String state) {
    keep("state", state);
    Map<String, String> request = client.request("mcp.read notes:read");
    request.put("state", state);
    var browser = new WebBrowser();
    Reply login = browser.open(app.issuer() + "/authorize?" + Http.query(request));
    form(login);
    keep("password", "my-mistyped-password");
    Reply again = browser.submit(
        login, form -> form.set("username", "alice").set("password", "my-mistyped-password"));
    form(again);
    Reply consent = browser.submit(
        again, form -> form.set("username", "alice").set("password", DemoUsers.password("alice")));
    form(consent);
    Reply back = browser.submit(consent, form -> form.add("decision", "approve"));
    browser.setCookies().forEach(line -> keep("cookie", line.split("[=;]", -1)[1]));
    String code = back.answer().get("code");
    keep("code", code);
    return code;
  }

  private void form(Reply page) {
    WebBrowser.Form form = WebBrowser.Form.of(page);
    keep("form token", form.value("csrf"));
    keep("transaction", form.value("transaction"));
  }

  private JsonObject tokens(Reply reply) {
    JsonObject tokens = reply.json();
    keep("access token", tokens.getString("access_token"));
    keep("refresh token", tokens.getString("refresh_token"));
    return tokens;
  }

  private void session(String token) {
    Reply opened = app.mcp(
        token,
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
            + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}");
    keep("session", opened.header("Mcp-Session-Id"));
    keep("argument", "an-argument-of-alice");
    app.callTool(token, "echo", new JsonObject().put("message", "an-argument-of-alice"));
  }

  /** A public client whose tokens are bound to a key, with a request that it pushed. */
  TestClient withProofs() {
    TestClient client = app.client();
    keep("verifier", client.verifier());
    keep("registration access token", client.registrationToken());
    var pairs = new ArrayList<String>();
    client.request("mcp.read").forEach((name, value) -> pairs.addAll(List.of(name, value)));
    Reply pushed = Http.postForm(app.issuer() + "/par", pairs, "DPoP", proof("/par"));
    String reference = pushed.json().getString("request_uri");
    keep("request_uri", reference.substring(reference.lastIndexOf(':') + 1));
    String code = client
        .approve("alice", Map.of("client_id", client.id(), "request_uri", reference))
        .answer()
        .get("code");
    keep("code", code);
    JsonObject tokens = tokens(client.token(client.exchange(code), "DPoP", proof("/token")));
    String token = tokens.getString("access_token");
    String proof = KEY.proof("GET", app.origin() + "/whoami").forToken(token).toString();
    keep("proof", proof);
    String[] bound = {"Authorization", "DPoP " + token, "DPoP", proof};
    Http.get(app.origin() + "/whoami", bound);
    Http.get(app.origin() + "/whoami", bound); // again, which is refused
    client.authorize(Map.of("client_id", client.id(), "request_uri", reference)); // again, too
    return client;
  }

  private String proof(String path) {
    String proof = KEY.proof("POST", app.issuer() + path).toString();
    keep("proof", proof);
    return proof;
  }

  /** A client that signs who it is. */
  TestClient withAssertions() {
    var key = Assertions.rsa("one");
    TestClient client = app.client(new JsonObject()
        .put("token_endpoint_auth_method", "private_key_jwt")
        .put("jwks", Assertions.jwks(key))
        .put("redirect_uris", new JsonArray().add(TestClient.REDIRECT)));
    String code = client.code("alice", "mcp.read");
    keep("code", code);
    for (String audience : List.of(app.issuer(), "https://another.example")) {
      String assertion = Assertions.sign(
          key, Assertions.claims(client.id(), audience, Instant.now()).build());
      keep("client assertion", assertion);
      var parameters = new ArrayList<>(client.exchange(code));
      parameters.addAll(Assertions.parameters(assertion));
      Reply reply = client.token(parameters);
      if (reply.status() == 200) {
        tokens(reply);
      }
    }
    return client;
  }

  // Each of them hands over a secret that is refused, or in the wrong place.
  private void inTheWrongPlace(TestClient client, String token, String refresh, String code) {
    keep("verifier", "another-verifier-".repeat(3));
    client.redeem(code, "code_verifier", "another-verifier-".repeat(3));
    keep("client secret", "an-odd-client-secret");
    client.redeem(code, "client_secret", "an-odd-client-secret");
    Map.of("X-Api-Key", "a-key-of-a-stranger", "X-Any", token)
        .forEach((name, value) -> Http.get(app.issuer() + "/nowhere", name, value));
    keep("unknown header", "a-key-of-a-stranger");
    for (String address : List.of(
        app.issuer() + "/token?refresh_token=" + refresh,
        app.issuer() + "/authorize?code=" + code + "&access_token=" + token,
        app.issuer() + "/nowhere/" + token + "?access_token=" + token,
        app.mcpUrl() + "?access_token=" + token,
        app.origin() + "/nowhere/" + refresh,
        app.issuer() + "/login?username=alice&password=" + DemoUsers.password("alice"))) {
      Http.get(address, "Referer", app.issuer() + "/x?code=" + code);
    }
    Http.postJson(app.issuer() + "/register", "{\"client_name\":\"x\",\"my\":\"an-odd-member\"}");
    keep("unknown member", "an-odd-member");
    app.whoami("an-opaque-token-of-another-server");
    keep("access token", "an-opaque-token-of-another-server");
  }
}
