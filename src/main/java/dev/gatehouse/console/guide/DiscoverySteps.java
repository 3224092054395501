package dev.gatehouse.console.guide;

import dev.gatehouse.client.oauth.MetadataMembers;
import dev.gatehouse.console.guide.GuideHttp.Answer;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.oauth.challenge.Challenge;
import dev.gatehouse.oauth.uri.WellKnown;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From the MCP URL alone to the endpoints of the authorization server. */
final class DiscoverySteps {
  static final StepText ASK = new StepText(
      "Ask without a token",
      "A client that knows nothing but the MCP URL just calls it. The refusal says where to go on.",
      "RFC 9728 §5.1");
  static final StepText RESOURCE = new StepText(
      "Read the metadata of the resource",
      "It says which authorization servers issue tokens for this resource. Its resource must be the URL that we were given.",
      "RFC 9728 §3.3");
  static final StepText SERVER = new StepText(
      "Read the metadata of the authorization server",
      "It names the endpoints. Its issuer must be the very string that the resource named.",
      "RFC 8414 §3.3");

  private DiscoverySteps() {}

  static GuideRequest ask(GuideSession walk) {
    return TokenUseSteps.message(walk, walk.era().first());
  }

  static void asked(GuideSession walk, Answer answer, StepReport telling) {
    if (answer.status() == 200 && answer.json().containsKey("result")) {
      telling.note("200: this server asks for no token. The rest of the walk goes without one.");
      TokenUseSteps.opened(walk, answer, telling);
      telling.goesTo(TokenUseSteps.afterOpening(walk));
      return;
    }
    Optional<Challenge> challenge = Challenge.parse(answer.headers().getAll("WWW-Authenticate"));
    telling.check(
        answer.status() == 401,
        answer.status() == 401
            ? "401: a token is needed."
            : "Not 401 but " + answer.status()
                + ": no MCP is spoken at this address. It often ends in /mcp.");
    String metadata = challenge.map(found -> found.get("resource_metadata")).orElse("");
    walk.learn("metadata", metadata);
    walk.learn("scope", challenge.map(found -> found.get("scope")).orElse(""));
    telling.note(
        metadata.isEmpty()
            ? "WWW-Authenticate names no resource_metadata: the well-known addresses are tried."
            : "resource_metadata = " + metadata);
  }

  static GuideRequest resource(GuideSession walk) {
    List<String> places = Stream.concat(
            Stream.of(walk.get("metadata")).filter(named -> !named.isEmpty()),
            WellKnown.ofResource(walk.mcpUrl()).stream())
        .distinct()
        .toList();
    return place(walk, places);
  }

  static void resourceRead(GuideSession walk, Answer answer, StepReport telling) {
    if (isElsewhere(walk, answer, telling, Fault.NO_RESOURCE_METADATA)) {
      return;
    }
    JsonObject document = answer.json();
    String resource = text(document, "resource");
    String issuer = first(document, "authorization_servers");
    checkResource(resource, walk.mcpUrl(), telling);
    telling.check(
        !issuer.isEmpty(),
        issuer.isEmpty()
            ? "authorization_servers is missing: " + Fault.NO_RESOURCE_METADATA.why() + '.'
            : "Tokens are issued by " + issuer + ".");
    walk.learn("resource", resource);
    walk.learn("issuer", issuer);
    if (walk.get("scope").isEmpty()) {
      walk.learn("scope", words(document, "scopes_supported"));
    }
  }

  private static void checkResource(String resource, String given, StepReport telling) {
    if (resource.equals(given)) {
      telling.check(true, "resource is the URL that we were given.");
    } else if (!resource.isEmpty() && given.startsWith(resource)) {
      telling.note("resource is '" + resource + "', of which '" + given
          + "' is a part: the official SDKs go on, strict clients refuse.");
    } else {
      telling.check(
          false,
          "resource is '" + resource + "', and we were given '" + given + "': "
              + Fault.RESOURCE_DIFFERS.why() + ". " + Fault.RESOURCE_DIFFERS.instead());
    }
  }

  static GuideRequest server(GuideSession walk) {
    return GuideUrls.parse(walk.get("issuer")).isEmpty()
        ? GuideRequest.get("")
        : place(walk, WellKnown.ofIssuer(walk.get("issuer")));
  }

  static void serverRead(GuideSession walk, Answer answer, StepReport telling) {
    if (isElsewhere(walk, answer, telling, Fault.NO_SERVER_METADATA)) {
      return;
    }
    JsonObject document = answer.json();
    String issuer = text(document, "issuer");
    boolean same = members(document).isOf(walk.get("issuer"));
    telling.check(
        same,
        same
            ? "issuer is the one that the resource named."
            : "issuer is '" + issuer + "', and the resource named '" + walk.get("issuer") + "': "
                + Fault.WRONG_ISSUER.why() + ". " + Fault.WRONG_ISSUER.instead());
    boolean pkce = words(document, "code_challenge_methods_supported").contains("S256");
    telling.check(
        pkce,
        pkce
            ? "PKCE with S256 is supported."
            : "code_challenge_methods_supported lacks S256: MCP clients must stop here, for "
                + Fault.PKCE_MISSING.why() + '.');
    for (String name : List.of(
        "authorization_endpoint",
        "token_endpoint",
        "registration_endpoint",
        "revocation_endpoint")) {
      walk.learn(name, text(document, name));
    }
    walk.learn("auth_methods", words(document, "token_endpoint_auth_methods_supported"));
    boolean iss = members(document).isTrue("authorization_response_iss_parameter_supported");
    walk.learn("iss_promised", iss ? "true" : "");
    telling.note(
        text(document, "registration_endpoint").isEmpty()
            ? "There is no registration_endpoint: a client_id has to come by hand."
            : "There is a registration_endpoint: clients may register themselves.");
  }

  private static GuideRequest place(GuideSession walk, List<String> places) {
    walk.learn("more_places", walk.place() < places.size() - 1 ? "true" : "");
    return GuideRequest.get(places.get(Math.min(walk.place(), places.size() - 1)));
  }

  // MCP authorization: one place after the other, for each press of Next one.
  private static boolean isElsewhere(
      GuideSession walk, Answer answer, StepReport telling, Fault missing) {
    if (answer.status() == 200) {
      walk.firstPlace();
      return false;
    }
    if (walk.get("more_places").isEmpty()) {
      walk.firstPlace();
      telling.check(
          false,
          "The answer is " + answer.status() + ", and no other place is left: " + missing.why()
              + ". " + missing.instead());
    } else {
      walk.nextPlace();
      telling.note("The answer is " + answer.status() + ": a client tries the next place.");
      telling.goesTo(walk.stage());
    }
    return true;
  }

  static String text(JsonObject document, String name) {
    return members(document).text(name).orElse("");
  }

  private static String first(JsonObject document, String name) {
    return members(document).texts(name).stream().findFirst().orElse("");
  }

  private static String words(JsonObject document, String name) {
    return String.join(" ", members(document).texts(name));
  }

  private static MetadataMembers members(JsonObject document) {
    return new MetadataMembers(document.getMap());
  }
}
