package dev.gatehouse.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/** Registrations as real clients send them: a scheme of the app's own among the addresses, or hardly any metadata; RFC 7591 §2. */
final class OtherRegistrations {
  private static final Step STEP = Step.REGISTRATION;

  private final Probe probe;
  private final Findings findings;

  OtherRegistrations(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  void examine(URI endpoint) {
    JsonArray mixed = new JsonArray()
        .add("cursor://anysphere.cursor-mcp/oauth/callback")
        .add("http://localhost:8787/callback")
        .add("https://gatehouse-doctor.example/callback");
    accepted(
        endpoint,
        client(mixed).put("token_endpoint_auth_method", "none"),
        "a client with a scheme of its own besides loopback and https",
        "Cursor and VS Code register so");
    accepted(
        endpoint,
        client(new JsonArray().add(Registration.REDIRECT)),
        "a client that sends its name and address alone",
        "application_type and the grants are optional, and small clients leave them out");
  }

  private static JsonObject client(JsonArray redirects) {
    return new JsonObject()
        .put("client_name", "Gatehouse doctor (a test, delete it)")
        .put("redirect_uris", redirects);
  }

  private void accepted(URI endpoint, JsonObject metadata, String what, String who) {
    Answer answer = probe.post(endpoint, "application/json", metadata.encode());
    if (answer.status() != 201) {
      findings.warning(
          STEP,
          what + " gets " + answer.summary() + ' ' + answer.member("error").orElse("") + ": " + who,
          "accept it; RFC 8252 §7.1 allows the scheme, with PKCE",
          "RFC 7591 §2");
      return;
    }
    Optional<URI> place = answer.member("registration_client_uri").flatMap(Document::uri);
    Optional<String> token = answer.member("registration_access_token");
    if (place.isPresent() && token.isPresent()) {
      Registration.delete(probe, place.get(), token.get());
    }
  }
}
