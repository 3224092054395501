package dev.gatehouse.console.guide;

import dev.gatehouse.console.guide.GuideHttp.Answer;
import dev.gatehouse.oauth.Secrets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** From a registration over the browser to a token. */
final class Grant {
  static final Words REGISTER = new Words(
      "Register the client",
      "The client says its name and where it comes back to, and gets a client_id. It is public: it keeps no secret, PKCE protects it instead.",
      "RFC 7591 §3");
  static final Words AUTHORIZE = new Words(
      "Make the authorization request",
      "A secret is made (code_verifier). Its hash (code_challenge) goes through the browser; the secret itself follows later, directly.",
      "RFC 7636 §4.3");
  static final Words TOKEN = new Words(
      "Redeem the code",
      "The browser came back with a code. Code and code_verifier together become a token.",
      "RFC 7636 §4.6");

  private Grant() {}

  static Call register(GuideSession walk) {
    var metadata = new JsonObject()
        .put("client_name", "Gatehouse guide")
        .put("application_type", "native")
        .put("redirect_uris", new JsonArray().add(walk.redirectUri()))
        .put("grant_types", new JsonArray().add("authorization_code").add("refresh_token"))
        .put("response_types", new JsonArray().add("code"))
        .put("token_endpoint_auth_method", "none");
    return Call.json(walk.get("registration_endpoint"), metadata.encode());
  }

  static void registered(GuideSession walk, Answer answer, Telling telling) {
    String id = Discovery.text(answer.json(), "client_id");
    boolean done = answer.status() == 201 && !id.isEmpty();
    telling.check(
        done,
        done ? "client_id = " + id : "Not registered: the answer is " + answer.status() + ".");
    walk.learn("client_id", id);
  }

  static void prepare(GuideSession walk, Secrets secrets, Telling telling) {
    String verifier = secrets.next();
    walk.learn("verifier", verifier);
    walk.learn("state", walk.id() + '.' + secrets.next(12));
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", walk.get("client_id"));
    parameters.put("redirect_uri", walk.redirectUri());
    parameters.put("scope", walk.get("scope"));
    parameters.put("state", walk.get("state"));
    parameters.put("code_challenge", Secrets.sha256(verifier));
    parameters.put("code_challenge_method", "S256");
    parameters.put("resource", walk.get("resource"));
    walk.learn("authorize", walk.get("authorization_endpoint") + '?' + query(parameters));
    telling.note("code_challenge = BASE64URL(SHA256(code_verifier)) = " + Secrets.sha256(verifier));
    telling.note("scope = " + walk.get("scope") + ", resource = " + walk.get("resource"));
    telling.note("state is bound to this walk: a code without it is not taken.");
  }

  static Call token(GuideSession walk) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("code", walk.get("code"));
    parameters.put("redirect_uri", walk.redirectUri());
    parameters.put("client_id", walk.get("client_id"));
    parameters.put("code_verifier", walk.get("verifier"));
    parameters.put("resource", walk.get("resource"));
    return Call.form(walk.get("token_endpoint"), parameters);
  }

  static void tokenCame(GuideSession walk, Answer answer, Telling telling) {
    JsonObject tokens = answer.json();
    boolean came =
        answer.status() == 200 && !Discovery.text(tokens, "access_token").isEmpty();
    telling.check(
        came,
        came
            ? "An access token came, for " + Discovery.text(tokens, "scope") + "."
            : "No token: " + Discovery.text(tokens, "error") + ".");
    walk.learn("access_token", Discovery.text(tokens, "access_token"));
    String refresh = Discovery.text(tokens, "refresh_token");
    if (!refresh.isEmpty()) {
      walk.learn("refresh_token", refresh);
      telling.note("A refresh token came with it.");
    }
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .filter(one -> !one.getValue().isEmpty())
        .map(one -> one.getKey() + '=' + Urls.encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }
}
