package dev.gatehouse.console.guide;

import dev.gatehouse.console.guide.GuideHttp.Answer;
import dev.gatehouse.oauth.Challenge;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** From the MCP URL alone to the endpoints of the authorization server. */
final class Discovery {
  static final Words ASK = new Words(
      "Ask without a token",
      "A client that knows nothing but the MCP URL just calls it. The refusal says where to go on.",
      "RFC 9728 §5.1");
  static final Words RESOURCE = new Words(
      "Read the metadata of the resource",
      "It says which authorization servers issue tokens for this resource. Its resource must be the URL that we were given.",
      "RFC 9728 §3.3");
  static final Words SERVER = new Words(
      "Read the metadata of the authorization server",
      "It names the endpoints. Its issuer must be the very string that the resource named.",
      "RFC 8414 §3.3");

  private Discovery() {}

  static Call ask(GuideSession walk) {
    return Call.json(walk.mcpUrl(), Use.INITIALIZE);
  }

  static void asked(GuideSession walk, Answer answer, Telling telling) {
    Optional<Challenge> challenge = Challenge.parse(answer.headers().getAll("WWW-Authenticate"));
    telling.check(
        answer.status() == 401,
        answer.status() == 401
            ? "401: a token is needed."
            : "Not 401 but " + answer.status()
                + ": this server asks for no token, or speaks no MCP here.");
    String metadata = challenge.map(found -> found.get("resource_metadata")).orElse("");
    walk.learn("metadata", metadata);
    walk.learn("scope", challenge.map(found -> found.get("scope")).orElse(""));
    telling.note(
        metadata.isEmpty()
            ? "WWW-Authenticate names no resource_metadata: the well-known address is tried."
            : "resource_metadata = " + metadata);
  }

  static Call resource(GuideSession walk) {
    String named = walk.get("metadata");
    return Call.get(
        named.isEmpty() ? Urls.wellKnown(walk.mcpUrl(), "oauth-protected-resource") : named);
  }

  static void resourceRead(GuideSession walk, Answer answer, Telling telling) {
    JsonObject document = answer.json();
    String resource = text(document, "resource");
    String issuer = first(document, "authorization_servers");
    telling.check(answer.status() == 200, "The answer is " + answer.status() + ".");
    telling.check(
        resource.equals(walk.mcpUrl()),
        resource.equals(walk.mcpUrl())
            ? "resource is the URL that we were given."
            : "resource is '" + resource + "', and we were given '" + walk.mcpUrl()
                + "': clients refuse that.");
    telling.check(
        !issuer.isEmpty(),
        issuer.isEmpty()
            ? "authorization_servers is missing."
            : "Tokens are issued by " + issuer + ".");
    walk.learn("resource", resource);
    walk.learn("issuer", issuer);
    if (walk.get("scope").isEmpty()) {
      walk.learn("scope", words(document, "scopes_supported"));
    }
  }

  static Call server(GuideSession walk) {
    return Call.get(
        Urls.parse(walk.get("issuer")).isEmpty()
            ? ""
            : Urls.wellKnown(walk.get("issuer"), "oauth-authorization-server"));
  }

  static void serverRead(GuideSession walk, Answer answer, Telling telling) {
    JsonObject document = answer.json();
    boolean same = text(document, "issuer").equals(walk.get("issuer"));
    telling.check(answer.status() == 200, "The answer is " + answer.status() + ".");
    telling.check(
        same,
        same
            ? "issuer is the one that the resource named."
            : "issuer is '" + text(document, "issuer") + "', and the resource named '"
                + walk.get("issuer") + "'.");
    boolean pkce = words(document, "code_challenge_methods_supported").contains("S256");
    telling.check(
        pkce,
        pkce
            ? "PKCE with S256 is supported."
            : "code_challenge_methods_supported lacks S256: MCP clients must stop here.");
    for (String name : new String[] {
      "authorization_endpoint", "token_endpoint", "registration_endpoint", "revocation_endpoint"
    }) {
      walk.learn(name, text(document, name));
    }
    telling.note(
        text(document, "registration_endpoint").isEmpty()
            ? "There is no registration_endpoint: a client_id would have to come by hand."
            : "Anyone may register.");
  }

  static String text(JsonObject document, String name) {
    return document.getValue(name) instanceof String text ? text : "";
  }

  private static String first(JsonObject document, String name) {
    return document.getValue(name) instanceof JsonArray all
            && !all.isEmpty()
            && all.getValue(0) instanceof String text
        ? text
        : "";
  }

  private static String words(JsonObject document, String name) {
    return document.getValue(name) instanceof JsonArray all
        ? String.join(" ", all.stream().map(String::valueOf).toList())
        : "";
  }
}
