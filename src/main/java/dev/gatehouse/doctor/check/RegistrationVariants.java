package dev.gatehouse.doctor.check;

import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.fault.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/** Registrations as real clients send them: a scheme of the app's own among the addresses, or hardly any metadata; RFC 7591 §2. */
final class RegistrationVariants {
  private static final CheckedStep STEP = CheckedStep.REGISTRATION;

  private final Probe probe;
  private final Findings findings;

  RegistrationVariants(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  void examine(URI endpoint) {
    JsonArray mixed = new JsonArray()
        .add("cursor://anysphere.cursor-mcp/oauth/callback")
        .add("http://localhost:8787/callback")
        .add("https://gatehouse-doctor.example/callback");
    ProbeResponse cursor =
        register(endpoint, client(mixed).put("token_endpoint_auth_method", "none"));
    if (cursor.status() != 201) {
      findings.warning(
          STEP,
          "a client with a scheme of its own besides loopback and https gets " + said(cursor)
              + ": Cursor and VS Code register so",
          "accept it, with PKCE",
          "RFC 8252 §7.1");
    }
    ProbeResponse small =
        register(endpoint, client(new JsonArray().add(RegistrationCheck.REDIRECT)));
    if (small.status() != 201) {
      findings.warning(
          STEP,
          Fault.APPLICATION_TYPE,
          "a client that sends its name and a loopback address alone gets " + said(small));
    }
  }

  private static JsonObject client(JsonArray redirects) {
    return new JsonObject()
        .put("client_name", "Gatehouse doctor (a test, delete it)")
        .put("redirect_uris", redirects);
  }

  private static String said(ProbeResponse answer) {
    return answer.summary() + ' ' + answer.member("error").orElse("");
  }

  // Where the server can, it is taken away at once.
  private ProbeResponse register(URI endpoint, JsonObject metadata) {
    ProbeResponse answer = probe.post(endpoint, "application/json", metadata.encode());
    Optional<URI> place =
        RegistrationCheck.managedAt(endpoint, answer.member("registration_client_uri"));
    Optional<String> token = answer.member("registration_access_token");
    if (place.isPresent() && token.isPresent()) {
      RegistrationCheck.delete(probe, place.get(), token.get());
    }
    return answer;
  }
}
