package dev.gatehouse.doctor.check;

import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.oauth.crypto.Secrets;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The authorization endpoint must send nobody to a stranger, and insist on PKCE and on the resource; OAuth 2.1 §4.1, RFC 8707. */
public final class AuthorizationCheck {
  private static final CheckedStep STEP = CheckedStep.AUTHORIZATION;
  private static final String STRANGER = "https://gatehouse-doctor.example/callback";
  private static final Pattern ERROR = Pattern.compile("[?&]error=([a-z_]+)");

  private final Probe probe;
  private final Findings findings;

  public AuthorizationCheck(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  /** Asks with a client_id that does not exist, as clients do whose registration was lost. */
  public void examineUnknown(MetadataDocument server) {
    Optional<URI> endpoint = server.url("authorization_endpoint");
    if (endpoint.isEmpty()) {
      return;
    }
    Map<String, String> unknown = request("gatehouse-doctor-nobody", "");
    ProbeResponse answer = ask(endpoint.get(), with(unknown, "redirect_uri", STRANGER));
    checkStranger(answer);
    if (answer.status() >= 400 && answer.saysJson()) {
      findings.warning(
          STEP,
          "a person whose client is unknown sees raw JSON in the browser",
          "answer with a page that says what happened, and how to make the client forget its client_id",
          "RFC 6749 §4.1.2.1");
    }
  }

  /** Asks with the client that was registered; stops where a person would log in. */
  public void examine(MetadataDocument server, MetadataDocument client, String resource) {
    Optional<URI> endpoint = server.url("authorization_endpoint");
    if (endpoint.isEmpty()) {
      findings.skipped(STEP, "no authorization endpoint to ask");
      return;
    }
    Map<String, String> good = request(client.text("client_id").orElse(""), resource);
    checkStranger(ask(endpoint.get(), with(good, "redirect_uri", STRANGER)));
    ProbeResponse plain = ask(endpoint.get(), without(good, "code_challenge"));
    if (!errorOf(plain).equals("invalid_request") && plain.status() < 400) {
      findings.warning(
          STEP, Fault.PKCE_MISSING, "a request without PKCE goes on (" + plain.status() + ")");
    }
    checkIss(server, plain);
    ProbeResponse foreign =
        ask(endpoint.get(), with(good, "resource", "https://gatehouse-doctor.example/other"));
    if (!errorOf(foreign).equals("invalid_target") && foreign.status() < 400) {
      findings.warning(
          STEP,
          "the parameter resource is ignored: a token for any resource may come out, or for none",
          "answer error=invalid_target for one that is not known",
          "RFC 8707 §2");
    }
    checkPort(
        ask(endpoint.get(), with(good, "redirect_uri", RegistrationCheck.REDIRECT_ELSEWHERE)));
    if (isShown(ask(endpoint.get(), good))) {
      new LoginPageCheck(probe, findings).examine(URI.create(url(endpoint.get(), good)));
    }
    findings.okUnlessWorse(STEP, "strangers, missing PKCE and foreign resources are refused");
  }

  private static Map<String, String> request(String client, String resource) {
    var request = new LinkedHashMap<String, String>();
    request.put("response_type", "code");
    request.put("client_id", client);
    request.put("redirect_uri", RegistrationCheck.REDIRECT);
    request.put("code_challenge", Secrets.sha256("v".repeat(43)));
    request.put("code_challenge_method", "S256");
    request.put("state", "gatehouse-doctor");
    if (!resource.isEmpty()) {
      request.put("resource", resource);
    }
    return request;
  }

  private void checkStranger(ProbeResponse answer) {
    if (answer.header("Location").startsWith("https://gatehouse-doctor.example")) {
      findings.fault(
          STEP,
          Fault.REDIRECT_UNREGISTERED,
          "IT SENDS PEOPLE TO A REDIRECT URI THAT NOBODY REGISTERED");
    } else if (answer.status() < 400) {
      findings.warning(
          STEP,
          "an unregistered redirect URI is not refused at once (" + answer.summary() + ")",
          "answer 400 with an error page",
          "RFC 6749 §3.1.2.4");
    }
  }

  private void checkIss(MetadataDocument server, ProbeResponse refusal) {
    boolean promised = Boolean.TRUE.equals(
        server.members().getValue("authorization_response_iss_parameter_supported"));
    String place = refusal.header("Location");
    String iss = "iss=" + encoded(server.text("issuer").orElse(""));
    if (promised && place.startsWith(RegistrationCheck.REDIRECT) && !place.contains(iss)) {
      findings.fault(
          STEP,
          "the metadata promises iss, but the error response lacks it: clients drop the answer",
          "send " + iss + " with each response",
          "RFC 9207 §2");
    }
  }

  private void checkPort(ProbeResponse answer) {
    if (!errorOf(answer).isEmpty() || answer.status() >= 400) {
      findings.warning(
          STEP,
          Fault.REDIRECT_PORT,
          "the client registered " + RegistrationCheck.REDIRECT + ", and is refused at "
              + RegistrationCheck.REDIRECT_ELSEWHERE);
    }
  }

  private boolean isShown(ProbeResponse answer) {
    if (errorOf(answer).isEmpty() && answer.isAnswer() && answer.status() < 400) {
      return true;
    }
    findings.fault(
        STEP,
        "a good request is refused: " + answer.summary(),
        "show the login page",
        "RFC 6749 §4.1.1");
    return false;
  }

  private ProbeResponse ask(URI endpoint, Map<String, String> parameters) {
    return probe.get(URI.create(url(endpoint, parameters)), "Accept", "text/html");
  }

  private static String url(URI endpoint, Map<String, String> parameters) {
    String query = parameters.entrySet().stream()
        .map(one -> one.getKey() + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
    String start = endpoint.getRawQuery() == null ? "?" : "&";
    return endpoint + start + query;
  }

  private static Map<String, String> with(Map<String, String> good, String name, String value) {
    var changed = new LinkedHashMap<>(good);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, String> without(Map<String, String> good, String name) {
    var changed = new LinkedHashMap<>(good);
    changed.remove(name);
    return changed;
  }

  private static String errorOf(ProbeResponse answer) {
    Matcher error = ERROR.matcher(answer.header("Location"));
    return error.find() ? error.group(1) : "";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
