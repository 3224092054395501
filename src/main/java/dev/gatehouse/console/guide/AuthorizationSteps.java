package dev.gatehouse.console.guide;

import dev.gatehouse.console.guide.GuideHttp.Answer;
import dev.gatehouse.handshake.Redaction;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Over the browser to a token. */
final class AuthorizationSteps {
  static final StepText AUTHORIZE = new StepText(
      "Make the authorization request",
      "A secret is made (code_verifier). Its hash (code_challenge) goes through the browser; the secret itself follows later, directly.",
      "RFC 7636 §4.3");
  static final StepText TOKEN = new StepText(
      "Redeem the code",
      "The browser came back with a code. Code and code_verifier together become a token.",
      "RFC 7636 §4.6");

  static final StepText EXCHANGE = new StepText(
      "Redeem the second code",
      "The token that comes now has the scopes of both. The old one is not touched: scopes are frozen when a token is made.",
      "RFC 7636 §4.6");

  /** Behind the id of the walk, the state of a request that a shell makes: the code is for the person, not for the guide. */
  static final String SHELL = ".shell";

  private AuthorizationSteps() {}

  static void prepare(GuideSession walk, Secrets secrets, Redaction redaction, StepReport telling) {
    String verifier = secrets.next();
    walk.learn("verifier", verifier);
    walk.learn("state", walk.id() + '.' + secrets.next(12));
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("redirect_uri", walk.redirectUri());
    parameters.put("scope", walk.get("scope"));
    parameters.put("code_challenge_method", "S256");
    parameters.put("resource", walk.get("resource"));
    String address = address(walk.get("authorization_endpoint"), parameters);
    walk.learn(
        "authorize",
        address + "&state=" + walk.get("state") + "&client_id="
            + GuideUrls.encoded(walk.get("client_id")) + "&code_challenge="
            + Secrets.sha256(verifier));
    telling.note("code_challenge = BASE64URL(SHA256(code_verifier)) = " + Secrets.sha256(verifier));
    telling.note("scope = " + walk.get("scope") + ", resource = " + walk.get("resource"));
    telling.note("state is bound to this walk: a code without it is not taken.");
    String client = walk.get("client_secret").isEmpty() ? walk.get("client_id") : "";
    telling.shell(CurlCommand.authorize(address, client, walk.id() + SHELL, redaction));
  }

  static GuideRequest token(GuideSession walk) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("code", walk.get("code"));
    parameters.put("redirect_uri", walk.redirectUri());
    parameters.put("code_verifier", walk.get("verifier"));
    parameters.put("resource", walk.get("resource"));
    return RegistrationSteps.authenticated(walk, walk.get("token_endpoint"), parameters)
        .keeping(ShellVariable.TOKEN, ShellVariable.REFRESH_TOKEN);
  }

  // A code works once, whatever came of it.
  static void redeemed(GuideSession walk, Answer answer, StepReport telling) {
    tokenCame(walk, answer, telling);
    walk.learn("code", "");
    if (!telling.isGood()) {
      telling.note("A code works once: begin again with the authorization request.");
      telling.goesTo(walk.asking());
    }
  }

  static void tokenCame(GuideSession walk, Answer answer, StepReport telling) {
    JsonObject tokens = answer.json();
    String token = DiscoverySteps.text(tokens, "access_token");
    boolean came = answer.status() == 200 && !token.isEmpty();
    String scope = DiscoverySteps.text(tokens, "scope");
    telling.check(
        came,
        came
            ? "An access token came, for " + (scope.isEmpty() ? "what was asked" : scope) + "."
            : "No token: the answer is " + answer.status() + ' '
                + DiscoverySteps.text(tokens, "error") + ".");
    walk.learn("access_token", came ? token : walk.get("access_token"));
    String refresh = DiscoverySteps.text(tokens, "refresh_token");
    if (!refresh.isEmpty()) {
      walk.learn("refresh_token", refresh);
      telling.note("A refresh token came with it.");
    }
  }

  private static String address(String endpoint, Map<String, String> parameters) {
    String query = parameters.entrySet().stream()
        .filter(one -> !one.getValue().isEmpty())
        .map(one -> one.getKey() + '=' + GuideUrls.encoded(one.getValue()))
        .collect(Collectors.joining("&"));
    return endpoint + (endpoint.contains("?") ? '&' : '?') + query;
  }
}
