package dev.gatehouse.doctor.check;

import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.doctor.probe.Origins;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.fault.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A public client on loopback must be able to register, and get back what it sent; RFC 7591 §3. Done only where it was allowed. */
public final class RegistrationCheck {
  /** Where the client says that it listens; nobody does. */
  public static final String REDIRECT = "http://127.0.0.1:33418/callback";

  /** The same on another port, where it might listen the next time. */
  static final String REDIRECT_ELSEWHERE = "http://127.0.0.1:59656/callback";

  private static final CheckedStep STEP = CheckedStep.REGISTRATION;
  private static final String RFC = "RFC 7591 §3.2.1";

  private final Probe probe;
  private final Findings findings;
  private final Predicate<URI> allowed;

  /** The predicate is asked before anything is written. */
  public RegistrationCheck(Probe probe, Findings findings, Predicate<URI> allowed) {
    this.probe = probe;
    this.findings = findings;
    this.allowed = allowed;
  }

  /** The answer to a registration; empty where there was none. */
  public Optional<MetadataDocument> register(MetadataDocument server) {
    Optional<URI> endpoint = server.url("registration_endpoint");
    if (endpoint.isEmpty()) {
      findings.skipped(STEP, "no registration_endpoint");
      return Optional.empty();
    }
    if (!allowed.test(endpoint.get())) {
      findings.skipped(STEP, "not allowed to register a client (--register allows it)");
      return Optional.empty();
    }
    ProbeResponse answer =
        probe.post(endpoint.get(), "application/json", metadata().encode());
    if (answer.status() != 201) {
      findings.fault(
          STEP,
          "a client with a loopback redirect gets " + answer.summary() + ": " + answer.body(),
          "answer 201 with the client's information",
          RFC);
      return Optional.empty();
    }
    Optional<MetadataDocument> client =
        MetadataDocument.read(endpoint.get(), answer, STEP, findings);
    client.ifPresent(found -> {
      check(found);
      checkPlace(endpoint.get(), found.text("registration_client_uri").orElse(""));
    });
    new RegistrationVariants(probe, findings).examine(endpoint.get());
    findings.okUnlessWorse(STEP, "201, and back comes what was sent");
    return client.filter(found -> found.text("client_id").isPresent());
  }

  /** Takes the client away again, RFC 7592 §2.3, where the server can. */
  public void remove(MetadataDocument client) {
    Optional<URI> place = managedAt(client.location(), client.text("registration_client_uri"));
    Optional<String> token = client.text("registration_access_token");
    if (place.isEmpty() || token.isEmpty()) {
      client.text("client_id").ifPresent(findings::mayName);
      findings.skipped(
          STEP,
          "the test client " + client.text("client_id").orElse("")
              + (client.has("registration_client_uri") && place.isEmpty()
                  ? " stays: nothing is sent to its registration_client_uri"
                  : " stays: the server offers no RFC 7592"));
      return;
    }
    ProbeResponse answer = delete(probe, place.get(), token.get());
    if (answer.status() != 204) {
      findings.warning(
          STEP,
          "the test client could not be deleted: " + answer.summary(),
          "answer 204",
          "RFC 7592 §2.3");
    }
  }

  /** Where the client is managed, if that is at the server that registered it: nobody else gets the access token, least of all with DELETE. */
  static Optional<URI> managedAt(URI endpoint, Optional<String> place) {
    return place
        .flatMap(MetadataDocument::uri)
        .filter(MetadataDocument::isWellSpelled)
        .filter(named -> Origins.same(endpoint, named));
  }

  private void checkPlace(URI endpoint, String place) {
    if (!place.isEmpty() && managedAt(endpoint, Optional.of(place)).isEmpty()) {
      findings.fault(
          STEP,
          "registration_client_uri is " + place + ", which is not at " + endpoint
              + ": a client would send its registration access token elsewhere; nothing is sent there",
          "name an address of the same origin as the registration endpoint",
          "RFC 7592 §3, CWE-918");
    }
  }

  static ProbeResponse delete(Probe probe, URI place, String token) {
    return probe.send("DELETE", place, "", "Authorization", "Bearer " + token);
  }

  private static JsonObject metadata() {
    return new JsonObject()
        .put("client_name", "Gatehouse doctor (a test, delete it)")
        .put("redirect_uris", new JsonArray().add(REDIRECT))
        .put("token_endpoint_auth_method", "none")
        .put("grant_types", new JsonArray().add("authorization_code").add("refresh_token"))
        .put("response_types", new JsonArray().add("code"))
        .put("application_type", "native");
  }

  private void check(MetadataDocument client) {
    if (client.text("client_id").isEmpty()) {
      findings.fault(STEP, "the answer has no client_id", "send one", RFC);
    }
    if (client.has("client_secret")
        || !client.text("token_endpoint_auth_method").orElse("none").equals("none")) {
      findings.warning(
          STEP,
          "a public client is made a confidential one: it gets a secret, or another authentication method, and does not use it",
          "give no secret where token_endpoint_auth_method is none, and answer with none",
          RFC);
    }
    if (!client.texts("redirect_uris").contains(REDIRECT)) {
      findings.fault(
          STEP,
          "the answer lacks the redirect URI that was registered",
          "send back all metadata that was registered",
          RFC);
    }
    List<String> empty = client.members().fieldNames().stream()
        .filter(name -> client.members().getValue(name) == null
            || "".equals(client.members().getValue(name)))
        .sorted()
        .toList();
    if (!empty.isEmpty()) {
      findings.warning(
          STEP,
          Fault.NULL_MEMBERS,
          "the answer has null or nothing in " + String.join(", ", empty));
    }
  }
}
