package dev.gatehouse.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.doctor.SickServer.Reply;
import dev.gatehouse.doctor.check.RegistrationCheck;
import dev.gatehouse.doctor.probe.ProbeContext;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.DoctorReport;
import dev.gatehouse.doctor.report.Finding;
import dev.gatehouse.doctor.report.Severity;
import dev.gatehouse.testing.App;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code doctor}: each server is broken in one way, and the report must name that one, and nothing else. */
class DoctorTest {
  private static final String PRM = "/.well-known/oauth-protected-resource/mcp";
  private static final String METADATA = "/.well-known/oauth-authorization-server";

  @RegisterExtension
  static final App app = App.started();

  @RegisterExtension
  final SickServer patient = new SickServer();

  @Test
  void finds_nothing_wrong_with_gatehouse() {
    String token = app.token("alice", "mcp.read");
    DoctorReport report = Examined.by(URI.create(app.mcpUrl()), token).report();
    assertThat(report.findings()).allMatch(finding -> finding.verdict() == Severity.OK);
    assertThat(report.findings())
        .extracting(Finding::step)
        .containsExactlyInAnyOrder(CheckedStep.values());
  }

  @Test
  void finds_nothing_wrong_where_a_page_stands_at_the_endpoint_too() {
    assertThat(examine(URI.create(app.origin() + "/")).findings())
        .extracting(Finding::verdict)
        .doesNotContain(Severity.FAULT, Severity.WARNING);
  }

  @Test
  void finds_nothing_wrong_with_a_healthy_server() {
    assertThat(examine(patient.mcp()).findings())
        .filteredOn(finding -> finding.verdict() != Severity.OK)
        .extracting(Finding::found)
        .containsExactly(
            "none was given (--token-file FILE)",
            "the test client c-1 stays: the server offers no RFC 7592");
  }

  @Test
  void finds_a_server_that_sends_clients_elsewhere() {
    patient.answer("/mcp", new Reply(307, Map.of("Location", "/mcp/"), ""));
    assertFault(CheckedStep.FIRST_REQUEST, "307 to /mcp/");
  }

  @Test
  void finds_a_refusal_without_a_challenge() {
    patient.change("/mcp", reply -> reply.without("WWW-Authenticate"));
    assertThat(faults())
        .extracting(Finding::step)
        .containsOnly(CheckedStep.FIRST_REQUEST, CheckedStep.BAD_TOKENS);
    assertThat(faults().get(0).found()).isEqualTo("the 401 has no WWW-Authenticate header");
  }

  @Test
  void finds_a_challenge_that_cannot_be_read() {
    patient.change(
        "/mcp",
        reply ->
            reply.status() == 401 ? reply.with("WWW-Authenticate", "Basic realm=\"x\"") : reply);
    assertThat(faults().get(0).found())
        .isEqualTo("the challenge cannot be read: Basic realm=\"x\"");
  }

  @Test
  void finds_metadata_of_another_resource() {
    patient.changeJson(PRM, json -> json.put("resource", patient.base() + "/other"));
    assertFault(
        CheckedStep.RESOURCE_METADATA,
        "resource is " + patient.base() + "/other, but the server was asked for as "
            + patient.mcp());
  }

  @Test
  void finds_metadata_without_an_authorization_server() {
    patient.changeJson(PRM, json -> json.put("authorization_servers", new JsonArray()));
    assertFault(CheckedStep.RESOURCE_METADATA, "authorization_servers is missing or empty");
  }

  @Test
  void finds_metadata_that_is_a_page() {
    patient.answer(PRM, new Reply(200, Map.of("Content-Type", "text/html"), "<html>"));
    assertThat(faults())
        .extracting(Finding::found)
        .anySatisfy(found -> assertThat(found).contains("is sent as 'text/html'"))
        .anySatisfy(found -> assertThat(found).contains("cannot be read"));
  }

  @Test
  void finds_missing_metadata() {
    patient.remove(PRM);
    assertFault(CheckedStep.RESOURCE_METADATA, "there is no metadata");
  }

  @Test
  void finds_an_issuer_with_another_slash() {
    patient.changeJson(METADATA, json -> json.put("issuer", patient.base() + "/"));
    assertThat(faults().get(0).found()).startsWith("issuer is '" + patient.base() + "/', but");
  }

  @Test
  void finds_a_server_without_pkce() {
    patient.changeJson(METADATA, json -> {
      json.remove("code_challenge_methods_supported");
      return json;
    });
    assertFault(CheckedStep.SERVER_METADATA, "code_challenge_methods_supported is missing");
  }

  @Test
  void finds_an_endpoint_on_plain_http() {
    patient.changeJson(METADATA, json -> json.put("token_endpoint", "http://as.example/token"));
    assertFault(CheckedStep.SERVER_METADATA, "token_endpoint is http://as.example/token");
  }

  @Test
  void finds_a_published_private_key() {
    patient.changeJson("/jwks", json -> {
      json.getJsonArray("keys").getJsonObject(0).put("d", "AQAB");
      return json;
    });
    assertFault(CheckedStep.KEYS, "A PRIVATE KEY IS PUBLISHED");
  }

  @Test
  void finds_missing_cors() {
    patient.forgetCors();
    assertThat(warnings(CheckedStep.BROWSER_CLIENTS))
        .extracting(Finding::found)
        .anySatisfy(found -> assertThat(found).startsWith("the 401 has no Access-Control"))
        .anySatisfy(found -> assertThat(found).startsWith("the preflight of the MCP endpoint"))
        .anySatisfy(found -> assertThat(found).startsWith("the server metadata has no"));
  }

  @Test
  void finds_a_token_endpoint_that_answers_with_a_page() {
    patient.answer("/token", new Reply(500, Map.of("Content-Type", "text/html"), "oops"));
    assertFault(CheckedStep.TOKEN_ENDPOINT, "500 without a JSON error");
  }

  @Test
  void finds_the_wrong_error_for_an_unknown_client() {
    patient.answer("/token", Reply.json(400, new JsonObject().put("error", "invalid_grant")));
    assertThat(warnings(CheckedStep.TOKEN_ENDPOINT).get(0).found())
        .startsWith("an unknown client gets 400 invalid_grant");
  }

  @Test
  void finds_a_gate_that_any_token_opens() {
    patient.change(
        "/mcp",
        reply -> String.valueOf(reply.headers().get("WWW-Authenticate")).contains("invalid_token")
            ? Reply.json(200, new JsonObject())
            : reply);
    assertThat(faults())
        .extracting(Finding::found)
        .containsExactly(
            "a token of random letters OPENS THE GATE",
            "an unsigned token OPENS THE GATE",
            "GET with a token of random letters OPENS THE GATE");
  }

  @Test
  void finds_a_refused_registration() {
    patient.answer("/register", Reply.json(403, new JsonObject().put("error", "not_trusted")));
    assertFault(CheckedStep.REGISTRATION, "403: {\"error\":\"not_trusted\"}");
  }

  @Test
  void finds_an_open_redirector() {
    patient.answer(
        "/authorize",
        new Reply(302, Map.of("Location", "https://gatehouse-doctor.example/callback?code=x"), ""));
    assertThat(faults())
        .extracting(Finding::found)
        .anyMatch(
            found -> found.startsWith("IT SENDS PEOPLE TO A REDIRECT URI THAT NOBODY REGISTERED"));
  }

  @Test
  void finds_a_promised_iss_that_does_not_come() {
    patient.change(
        "/authorize",
        reply -> reply.status() == 302
            ? reply.with("Location", RegistrationCheck.REDIRECT + "?error=invalid_request")
            : reply);
    assertThat(faults())
        .extracting(Finding::found)
        .contains(
            "the metadata promises iss, but the error response lacks it: clients drop the answer");
  }

  @Test
  void finds_a_page_whose_form_action_stops_the_redirect() {
    patient.change(
        "/authorize",
        reply -> reply.with("Content-Security-Policy", "default-src 'none'; form-action 'self'"));
    assertThat(warnings(CheckedStep.AUTHORIZATION).get(0).found())
        .startsWith("the page says form-action 'self'");
  }

  @Test
  void registers_nothing_unless_it_may() {
    patient.answer("/register", Reply.json(500, new JsonObject()));
    DoctorReport report = Examined.by(
            patient.mcp(),
            "",
            vertx -> ProbeContext.of(vertx, TlsTrust.OF_JDK),
            Clock.systemUTC(),
            false)
        .report();
    assertThat(report.healthy()).isTrue();
    assertThat(report.findings())
        .filteredOn(finding -> finding.verdict() == Severity.SKIPPED)
        .extracting(Finding::step)
        .containsExactly(
            CheckedStep.GOOD_TOKEN, CheckedStep.REGISTRATION, CheckedStep.AUTHORIZATION);
  }

  @Test
  void says_so_where_nothing_listens() {
    assertThat(examine(URI.create("http://localhost:1/mcp")).findings())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.found()).contains("nothing listens at localhost:1"));
  }

  private void assertFault(CheckedStep step, String found) {
    assertThat(faults()).singleElement().satisfies(fault -> {
      assertThat(fault.step()).isEqualTo(step);
      assertThat(fault.found()).contains(found);
      assertThat(fault.right()).isNotEmpty();
      assertThat(fault.source()).isNotEmpty();
    });
  }

  private List<Finding> faults() {
    return having(Severity.FAULT);
  }

  private List<Finding> warnings(CheckedStep step) {
    return having(Severity.WARNING).stream()
        .filter(finding -> finding.step() == step)
        .toList();
  }

  private List<Finding> having(Severity verdict) {
    return examine(patient.mcp()).findings().stream()
        .filter(finding -> finding.verdict() == verdict)
        .toList();
  }

  private static DoctorReport examine(URI mcp) {
    return Examined.by(mcp, "").report();
  }
}
