package dev.gatehouse.testing;

import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A registered OAuth client that walks the handshake over real HTTP. */
public final class TestClient {
  /** Where it is sent back to; nobody listens there, the tests read the redirect. */
  public static final String REDIRECT = "http://localhost:6274/oauth/callback";

  private static final Secrets SECRETS = new Secrets(new SecureRandom());

  // Logging in costs a password hash: once per user and server is enough for most tests.
  private static final Map<String, WebBrowser> LOGGED_IN = new ConcurrentHashMap<>();

  private final String issuer;
  private final String resource;
  private final String id;
  private final String secret;
  private final String redirectUri;
  private final String registrationToken;
  private final String verifier = SECRETS.next();

  TestClient(String issuer, String resource, JsonObject registered) {
    this.issuer = issuer;
    this.resource = resource;
    this.id = registered.getString("client_id");
    this.secret = registered.getString("client_secret", "");
    this.redirectUri = registered.getJsonArray("redirect_uris").getString(0);
    this.registrationToken = registered.getString("registration_access_token");
  }

  /** A new public client of the servers at these addresses. */
  public static TestClient register(String issuer, String resource) {
    return register(issuer, resource, new JsonObject());
  }

  /** With this metadata over the usual one. */
  static TestClient register(String issuer, String resource, JsonObject changes) {
    var metadata = new JsonObject()
        .put("client_name", "Test client")
        .put("redirect_uris", new JsonArray().add(REDIRECT))
        .put("token_endpoint_auth_method", "none")
        .put("grant_types", new JsonArray().add("authorization_code").add("refresh_token"))
        .mergeIn(changes);
    Reply reply = Http.postJson(issuer + "/register", metadata.encode());
    if (reply.status() != 201) {
      throw new AssertionError("not registered: " + reply);
    }
    return new TestClient(issuer, resource, reply.json());
  }

  public String id() {
    return id;
  }

  public String secret() {
    return secret;
  }

  /** Of RFC 7592 */
  public String registrationToken() {
    return registrationToken;
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
    request.put("resource", resource);
    if (!scope.isEmpty()) {
      request.put("scope", scope);
    }
    return request;
  }

  /** Sends an authorization request with a fresh browser; follows to the login page, or stops at the answer. */
  public Reply authorize(Map<String, String> request) {
    return new WebBrowser().open(issuer + "/authorize?" + Http.query(request));
  }

  /** The consent page for the user, who logs in if the browser is asked to. */
  public Reply consentPage(WebBrowser browser, String user, Map<String, String> request) {
    Reply page = browser.open(issuer + "/authorize?" + Http.query(request));
    return page.html().selectFirst("input[name=password]") == null
        ? page
        : browser.submit(
            page, form -> form.set("username", user).set("password", DemoUsers.password(user)));
  }

  /** Allows all that the user may, in a browser where the user is logged in; the redirect back to the client. */
  public Reply approve(String user, Map<String, String> request) {
    WebBrowser browser =
        LOGGED_IN.computeIfAbsent(issuer + ' ' + user, any -> new WebBrowser().logIn(issuer, user));
    synchronized (browser) {
      Reply page = consentPage(browser, user, request);
      return browser.submit(page, form -> tickAll(page, form).add("decision", "approve"));
    }
  }

  /** The form with every box ticked that can be. */
  private static WebBrowser.Form tickAll(Reply page, WebBrowser.Form form) {
    form.remove("scope");
    page.html()
        .select("input[name=scope]:not([disabled])")
        .eachAttr("value")
        .forEach(scope -> form.add("scope", scope));
    return form;
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

  public String redirectUri() {
    return redirectUri;
  }

  /** Exchanges the code; whatever comes of it. */
  public Reply redeem(String code) {
    return token(exchange(code));
  }

  /** Exchanges the code with a parameter replaced, or left out where the value is empty. */
  public Reply redeem(String code, String name, String value) {
    return token(replaced(exchange(code), name, value));
  }

  /** Pairs with one name replaced, or left out where the value is empty. */
  public static List<String> replaced(List<String> pairs, String name, String value) {
    var kept = new ArrayList<String>();
    for (int i = 0; i < pairs.size(); i += 2) {
      if (!pairs.get(i).equals(name)) {
        kept.addAll(pairs.subList(i, i + 2));
      }
    }
    if (!value.isEmpty()) {
      kept.addAll(List.of(name, value));
    }
    return kept;
  }

  public Reply revoke(String token, String... more) {
    var parameters = new ArrayList<>(List.of("token", token));
    parameters.addAll(identification());
    parameters.addAll(List.of(more));
    return Http.postForm(issuer + "/revoke", parameters);
  }

  public Reply introspect(String token, String... more) {
    var parameters = new ArrayList<>(List.of("token", token));
    parameters.addAll(identification());
    parameters.addAll(List.of(more));
    return Http.postForm(issuer + "/introspect", parameters);
  }

  /** Pairs of name and value of a code exchange, to be changed by the test. */
  public List<String> exchange(String code) {
    var parameters = new ArrayList<>(List.of(
        "grant_type", "authorization_code",
        "code", code,
        "redirect_uri", redirectUri,
        "code_verifier", verifier,
        "resource", resource));
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
    return Http.postForm(issuer + "/token", parameters, headers);
  }

  public Reply refresh(String refreshToken, String... more) {
    var parameters =
        new ArrayList<>(List.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    parameters.addAll(identification());
    parameters.addAll(List.of(more));
    return token(parameters);
  }

  /** As {@link #tokens}, with a login of its own: for servers that were restarted. */
  public JsonObject freshTokens(String user, String scope) {
    LOGGED_IN.remove(issuer + ' ' + user);
    return tokens(user, scope);
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
