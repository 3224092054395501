package dev.gatehouse.testing;

import dev.gatehouse.oauth.Secrets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A registered OAuth client that walks the handshake over real HTTP. */
public final class TestClient {
  /** Where it is sent back to; nobody listens there, the tests read the redirect. */
  public static final String REDIRECT = "http://localhost:6274/oauth/callback";

  private static final Secrets SECRETS = new Secrets(new SecureRandom());

  private final App app;
  private final String id;
  private final String secret;
  private final String redirectUri;
  private final String verifier = SECRETS.next();

  TestClient(App app, String id, String secret, String redirectUri) {
    this.app = app;
    this.id = id;
    this.secret = secret;
    this.redirectUri = redirectUri;
  }

  static TestClient register(App app, JsonObject changes) {
    var metadata = new JsonObject()
        .put("client_name", "Test client")
        .put("redirect_uris", new JsonArray().add(REDIRECT))
        .put("token_endpoint_auth_method", "none")
        .put("grant_types", new JsonArray().add("authorization_code").add("refresh_token"))
        .mergeIn(changes);
    Reply reply = Http.postJson(app.issuer() + "/register", metadata.encode());
    if (reply.status() != 201) {
      throw new AssertionError("not registered: " + reply);
    }
    return new TestClient(
        app,
        reply.json().getString("client_id"),
        reply.json().getString("client_secret", ""),
        reply.json().getJsonArray("redirect_uris").getString(0));
  }

  public String id() {
    return id;
  }

  public String secret() {
    return secret;
  }

  public String verifier() {
    return verifier;
  }

  public String challenge() {
    return Secrets.sha256(verifier);
  }

  /** A complete authorization request, to be changed by the test. */
  public Map<String, String> request(String scope) {
    var request = new LinkedHashMap<String, String>();
    request.put("response_type", "code");
    request.put("client_id", id);
    request.put("redirect_uri", redirectUri);
    request.put("state", "the-state");
    request.put("code_challenge", challenge());
    request.put("code_challenge_method", "S256");
    request.put("resource", app.mcpUrl());
    if (!scope.isEmpty()) {
      request.put("scope", scope);
    }
    return request;
  }

  /** Sends an authorization request with a fresh browser; follows to the login page, or stops at the answer. */
  public Reply authorize(Map<String, String> request) {
    return new WebBrowser().open(app.issuer() + "/authorize?" + Http.query(request));
  }

  /** The consent page for the user. */
  public Reply consentPage(WebBrowser browser, String user, Map<String, String> request) {
    Reply page = browser.open(app.issuer() + "/authorize?" + Http.query(request));
    return browser.submit(
        page, form -> form.set("username", user).set("password", App.password(user)));
  }

  /** Logs in and allows what is ticked; the redirect back to the client. */
  public Reply approve(String user, Map<String, String> request) {
    var browser = new WebBrowser();
    return browser.submit(
        consentPage(browser, user, request), form -> form.add("decision", "approve"));
  }

  /** A code for the user and scope. */
  public String code(String user, String scope) {
    Reply reply = approve(user, request(scope));
    String code = reply.answer().get("code");
    if (code == null) {
      throw new AssertionError("no code in " + reply);
    }
    return code;
  }

  /** Pairs of name and value of a code exchange, to be changed by the test. */
  public List<String> exchange(String code) {
    var parameters = new ArrayList<>(List.of(
        "grant_type", "authorization_code",
        "code", code,
        "redirect_uri", redirectUri,
        "code_verifier", verifier,
        "resource", app.mcpUrl()));
    parameters.addAll(identification());
    return parameters;
  }

  /** Pairs of name and value that say who the client is. */
  public List<String> identification() {
    return secret.isEmpty()
        ? List.of("client_id", id)
        : List.of("client_id", id, "client_secret", secret);
  }

  public Reply token(List<String> parameters, String... headers) {
    return Http.postForm(app.issuer() + "/token", parameters, headers);
  }

  public Reply refresh(String refreshToken, String... more) {
    var parameters =
        new ArrayList<>(List.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    parameters.addAll(identification());
    parameters.addAll(List.of(more));
    return token(parameters);
  }

  /** The whole handshake: the token response. */
  public JsonObject tokens(String user, String scope) {
    Reply reply = token(exchange(code(user, scope)));
    if (reply.status() != 200) {
      throw new AssertionError("no token: " + reply);
    }
    return reply.json();
  }
}
