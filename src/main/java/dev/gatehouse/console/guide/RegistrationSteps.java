package dev.gatehouse.console.guide;

import dev.gatehouse.console.guide.GuideHttp.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the guide becomes a client, by itself or by hand, and how it shows that it is that client; RFC 7591, RFC 6749 §2.3.1. */
final class RegistrationSteps {
  static final StepText REGISTER = new StepText(
      "Register the client",
      "The client says its name and where it comes back to, and gets a client_id. It is public where the server allows that: it keeps no secret, PKCE protects it instead.",
      "RFC 7591 §3");

  private RegistrationSteps() {}

  static GuideRequest call(GuideSession walk) {
    String method = method(walk);
    var metadata = new JsonObject()
        .put("client_name", "Gatehouse guide")
        .put("application_type", "native")
        .put("redirect_uris", new JsonArray().add(walk.redirectUri()))
        .put("grant_types", new JsonArray().add("authorization_code").add("refresh_token"))
        .put("response_types", new JsonArray().add("code"))
        .put("token_endpoint_auth_method", method);
    GuideRequest call = GuideRequest.json(walk.get("registration_endpoint"), metadata.encode());
    return method.equals("none")
        ? call
        : call.keeping(ShellVariable.CLIENT_ID, ShellVariable.CLIENT_SECRET);
  }

  static void registered(GuideSession walk, Answer answer, StepReport telling) {
    String id = DiscoverySteps.text(answer.json(), "client_id");
    boolean done = answer.status() / 100 == 2 && !id.isEmpty();
    telling.check(
        done,
        done
            ? "client_id = " + id
            : "Not registered: the answer is " + answer.status() + ' '
                + DiscoverySteps.text(answer.json(), "error")
                + ". A client_id may also come by hand, below.");
    if (done && answer.status() != 201) {
      telling.note("The answer is " + answer.status() + "; RFC 7591 §3.2.1 wants 201.");
    }
    String method = DiscoverySteps.text(answer.json(), "token_endpoint_auth_method");
    walk.learn("client_id", id);
    walk.learn("client_secret", DiscoverySteps.text(answer.json(), "client_secret"));
    walk.learn("auth_method", method.isEmpty() ? method(walk) : method);
    if (!walk.get("client_secret").isEmpty()) {
      telling.note("A client_secret came with it, to be sent as " + walk.get("auth_method") + ".");
    }
  }

  /** With what the person typed in. */
  static StepReport byHand(GuideSession walk) {
    boolean secret = !walk.get("client_secret").isEmpty();
    walk.learn("auth_method", secret ? withSecret(walk) : "none");
    String lines = "CLIENT_ID=" + CurlCommand.quoted(walk.get("client_id"));
    return REGISTER
        .telling()
        .note("client_id = " + walk.get("client_id") + ", registered by hand.")
        .shell(secret ? lines + "\nprintf 'client_secret: '; read -r CLIENT_SECRET" : lines);
  }

  /** The form as this client sends it. */
  static GuideRequest authenticated(GuideSession walk, String url, Map<String, String> parameters) {
    String id = walk.get("client_id");
    String secret = walk.get("client_secret");
    var all = new LinkedHashMap<>(parameters);
    if (secret.isEmpty() || walk.get("auth_method").equals("none")) {
      all.put("client_id", id);
      return GuideRequest.form(url, all);
    }
    if (walk.get("auth_method").equals("client_secret_post")) {
      all.put("client_id", id);
      all.put("client_secret", secret);
      return GuideRequest.form(url, all);
    }
    String pair = GuideUrls.encoded(id) + ':' + GuideUrls.encoded(secret);
    return GuideRequest.form(url, all)
        .with(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  // RFC 8414 §2: what is left out means client_secret_basic, but public clients are the rule in
  // MCP.
  private static String method(GuideSession walk) {
    List<String> supported = supported(walk);
    return supported.isEmpty() || supported.contains("none") ? "none" : withSecret(walk);
  }

  private static String withSecret(GuideSession walk) {
    return supported(walk).contains("client_secret_post")
        ? "client_secret_post"
        : "client_secret_basic";
  }

  private static List<String> supported(GuideSession walk) {
    return Arrays.stream(walk.get("auth_methods").split(" "))
        .filter(one -> !one.isEmpty())
        .toList();
  }
}
