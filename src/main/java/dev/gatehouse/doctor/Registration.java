package dev.gatehouse.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A public client on loopback must be able to register, and get back what it sent; RFC 7591 §3. Done only where it was allowed. */
final class Registration {
  /** Where the client says that it listens; nobody does. */
  static final String REDIRECT = "http://127.0.0.1:33418/callback";

  private static final Step STEP = Step.REGISTRATION;
  private static final String RFC = "RFC 7591 §3.2.1";

  private final Probe probe;
  private final Findings findings;
  private final Predicate<URI> allowed;

  /** The predicate is asked before anything is written. */
  Registration(Probe probe, Findings findings, Predicate<URI> allowed) {
    this.probe = probe;
    this.findings = findings;
    this.allowed = allowed;
  }

  /** The answer to a registration; empty where there was none. */
  Optional<Document> register(Document server) {
    Optional<URI> endpoint = server.url("registration_endpoint");
    if (endpoint.isEmpty()) {
      findings.skipped(STEP, "no registration_endpoint");
      return Optional.empty();
    }
    if (!allowed.test(endpoint.get())) {
      findings.skipped(STEP, "not allowed to register a client (--register allows it)");
      return Optional.empty();
    }
    Answer answer = probe.post(endpoint.get(), "application/json", metadata().encode());
    if (answer.status() != 201) {
      findings.fault(
          STEP,
          "a client with a loopback redirect gets " + answer.summary() + ": " + answer.body(),
          "answer 201 with the client's information",
          RFC);
      return Optional.empty();
    }
    Optional<Document> client = Document.read(endpoint.get(), answer, STEP, findings);
    client.ifPresent(this::check);
    return client.filter(found -> found.text("client_id").isPresent());
  }

  /** Takes the client away again, RFC 7592 §2.3, where the server can. */
  void remove(Document client) {
    Optional<URI> place = client.url("registration_client_uri");
    Optional<String> token = client.text("registration_access_token");
    if (place.isEmpty() || token.isEmpty()) {
      findings.skipped(
          STEP,
          "the test client " + client.text("client_id").orElse("")
              + " stays: the server offers no RFC 7592");
      return;
    }
    Answer answer = probe.send("DELETE", place.get(), "", "Authorization", "Bearer " + token.get());
    if (answer.status() != 204) {
      findings.warning(
          STEP,
          "the test client could not be deleted: " + answer.summary(),
          "answer 204",
          "RFC 7592 §2.3");
    }
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

  private void check(Document client) {
    if (client.text("client_id").isEmpty()) {
      findings.fault(STEP, "the answer has no client_id", "send one", RFC);
    }
    if (client.has("client_secret")) {
      findings.warning(
          STEP,
          "a public client gets a secret, which some then must send and do not",
          "send none where token_endpoint_auth_method is none",
          RFC);
    }
    if (!client.texts("redirect_uris").contains(REDIRECT)) {
      findings.fault(
          STEP,
          "the answer lacks the redirect URI that was registered",
          "send back all metadata that was registered",
          RFC);
    }
    if (Stream.of("client_uri", "logo_uri", "scope", "client_secret", "contacts")
        .anyMatch(name -> client.has(name) && Objects.isNull(client.members().getValue(name)))) {
      findings.warning(
          STEP,
          "the answer has members that are null, which strict clients refuse",
          "leave out what is not set",
          RFC);
    }
    findings.okUnlessWorse(STEP, "201, and back comes what was sent");
  }
}
