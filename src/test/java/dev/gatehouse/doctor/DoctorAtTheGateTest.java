package dev.gatehouse.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.doctor.SickServer.Reply;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Finding;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code doctor} before the MCP endpoint: both generations of MCP, what real clients send, servers for everybody, bad and good tokens. */
class DoctorAtTheGateTest {
  private static final JsonObject MESSAGE =
      new JsonObject().put("jsonrpc", "2.0").put("id", 1).put("result", new JsonObject());

  @RegisterExtension
  final SickServer patient = new SickServer();

  @Test
  void finds_a_server_for_everybody() {
    patient.answer("/mcp", Reply.json(200, MESSAGE));
    assertThat(examined().only())
        .startsWith("the server lets anybody in: initialize of MCP 2025-11-25 gets 200")
        .contains("if it is meant for everybody, there is nothing to examine");
  }

  @Test
  void finds_a_server_of_2026_for_everybody() {
    patient.route(
        "/mcp",
        exchange ->
            isStateless(exchange) ? Reply.json(200, MESSAGE) : Reply.json(400, new JsonObject()));
    assertThat(examined().only())
        .startsWith("the server lets anybody in: server/discover of MCP 2026-07-28 gets 200");
  }

  @Test
  void goes_on_where_only_the_tools_need_a_token() {
    patient.changeWhere("/mcp", DoctorAtTheGateTest::isFirst, refusal -> Reply.json(200, MESSAGE));
    Examined examined = examined();
    assertThat(examined.warnings()).anyMatch(found -> found.startsWith("initialize is let in"));
    assertThat(examined.report().findings())
        .extracting(Finding::step)
        .contains(CheckedStep.SERVER_METADATA, CheckedStep.AUTHORIZATION);
  }

  @Test // CWE-674, CWE-1333
  void outlives_header_fields_of_any_length() {
    patient.changeChallenge(
        challenge -> challenge + ", error_uri=\"" + "x\\y".repeat(20_000) + "\"");
    patient.allowHeaders(" ".repeat(100_000) + "x");
    assertThat(examined().faults()).isEmpty();
  }

  @Test
  void finds_a_generation_that_sees_no_challenge() {
    patient.changeWhere(
        "/mcp",
        exchange ->
            isStateless(exchange) && !exchange.getRequestHeaders().containsKey("Authorization"),
        refusal -> Reply.json(400, new JsonObject()));
    assertThat(examined().only()).startsWith("server/discover of MCP 2026-07-28 gets 400");
  }

  @Test
  void examines_a_server_of_2026_alone() {
    patient.changeWhere(
        "/mcp",
        exchange -> !isStateless(exchange)
            && exchange.getRequestMethod().equals("POST")
            && !exchange.getRequestHeaders().containsKey("Authorization")
            && !exchange.getRequestHeaders().containsKey("Origin"),
        refusal -> Reply.json(400, new JsonObject()));
    Examined examined = examined();
    assertThat(examined.faults()).isEmpty();
    assertThat(examined.warnings())
        .anyMatch(found -> found.startsWith("initialize of MCP 2025-11-25 gets 400"));
  }

  @Test
  void finds_a_web_page() {
    patient.answer("/mcp", new Reply(200, Map.of("Content-Type", "text/html"), "<html>hello"));
    assertThat(examined().only()).contains("this is a web page, not an MCP endpoint");
  }

  @Test
  void names_the_path_where_the_endpoint_is() {
    URI wrong = URI.create(patient.base() + "/");
    assertThat(Examined.by(wrong, "").only())
        .startsWith("404 to a request without a token")
        .contains("be given to clients as " + patient.mcp());
  }

  @Test
  void finds_the_transport_of_2024() {
    patient.route(
        "/sse",
        exchange -> exchange.getRequestMethod().equals("GET")
            ? new Reply(200, Map.of("Content-Type", "text/event-stream"), "event: endpoint\n")
            : new Reply(405, Map.of(), ""));
    assertThat(Examined.by(URI.create(patient.base() + "/sse"), "").only())
        .contains("was replaced by Streamable HTTP in MCP 2025-03-26");
  }

  @Test
  void finds_a_GET_that_is_not_refused() {
    patient.changeWhere(
        "/mcp",
        exchange -> exchange.getRequestMethod().equals("GET")
            && !exchange.getRequestHeaders().containsKey("Authorization"),
        refusal -> new Reply(405, Map.of(), ""));
    assertThat(examined().only()).startsWith("GET without a token gets 405: mcp-remote");
  }

  @Test
  void finds_an_Accept_that_comes_before_the_token() {
    patient.changeWhere(
        "/mcp",
        exchange -> "*/*".equals(exchange.getRequestHeaders().getFirst("Accept"))
            && exchange.getRequestMethod().equals("POST"),
        refusal -> new Reply(406, Map.of(), ""));
    assertThat(examined().only()).startsWith("Accept: */* without a token gets 406");
  }

  @Test
  void finds_a_redirect_to_the_other_spelling() {
    patient.answer("/mcp/", new Reply(307, Map.of("Location", "/mcp"), ""));
    assertThat(examined().only()).contains("/mcp/ gets 307 to /mcp", "serve both spellings");
  }

  @Test
  void finds_a_name_of_this_computer_that_is_not_allowed() {
    patient.changeWhere(
        "/mcp",
        exchange -> exchange.getRequestHeaders().getFirst("Host").startsWith("127.0.0.1"),
        refusal -> new Reply(421, Map.of(), ""));
    assertThat(examined().only()).contains("it answers 421", "allow the names of this computer");
  }

  @Test
  void finds_a_challenge_that_asks_for_offline_access() {
    patient.changeChallenge(
        challenge -> challenge.replace("\"mcp.read\"", "\"mcp.read offline_access\""));
    assertThat(examined().warnings())
        .anyMatch(found -> found.startsWith("the challenge asks for offline_access"));
  }

  @Test
  void finds_a_challenge_without_a_scope() {
    patient.changeChallenge(challenge -> challenge.replace(", scope=\"mcp.read\"", ""));
    assertThat(examined().only()).startsWith("the challenge names no scope");
  }

  @Test
  void finds_a_bad_token_that_gets_a_200_with_an_error() {
    patient.changeWhere(
        "/mcp",
        exchange -> exchange.getRequestHeaders().containsKey("Authorization"),
        refusal ->
            Reply.json(200, new JsonObject().put("jsonrpc", "2.0").put("error", new JsonObject())));
    assertThat(examined().faults())
        .contains(
            "a token of random letters gets 200 with an error in it, so clients do not log in again");
  }

  @Test
  void finds_a_gate_that_takes_tokens_from_the_URL() {
    patient.changeWhere(
        "/mcp",
        exchange -> String.valueOf(exchange.getRequestURI().getQuery()).contains("access_token="),
        refusal -> Reply.json(200, MESSAGE));
    assertThat(examined().only())
        .startsWith("a token in the query OPENS THE GATE: URLs are logged");
  }

  @Test
  void finds_a_server_that_any_page_may_call() {
    patient.changeWhere(
        "/mcp",
        exchange -> "https://gatehouse-doctor.example"
            .equals(exchange.getRequestHeaders().getFirst("Origin")),
        refusal -> Reply.json(401, new JsonObject()));
    assertThat(examined().only()).contains("by DNS rebinding any page");
  }

  @Test
  void finds_a_clock_that_is_wrong() {
    Clock ours = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
    assertThat(Examined.by(patient.mcp(), "", TlsTrust.OF_JDK, ours).only())
        .containsPattern("60\\d seconds behind the one here")
        .contains("set the clocks");
  }

  @Test
  void finds_a_token_for_another_resource() {
    String token = token(new JsonObject().put("aud", "http://localhost/other"));
    assertThat(Examined.by(patient.mcp(), token).faults())
        .anyMatch(found -> found.startsWith(
            "its aud is [http://localhost/other], and this resource is " + patient.mcp()))
        .anyMatch(found -> found.startsWith("the gate stays shut: 401 invalid_token"));
  }

  @Test
  void warns_of_a_token_for_another_resource_that_is_taken() {
    String token = token(new JsonObject().put("aud", "http://localhost/other"));
    opensTo(token);
    assertThat(Examined.by(patient.mcp(), token).only()).startsWith("its aud is ");
  }

  @Test
  void finds_an_expired_token_of_another_issuer() {
    String token = token(new JsonObject().put("iss", "http://localhost/").put("exp", 1));
    assertThat(Examined.by(patient.mcp(), token).faults())
        .anyMatch(found -> found.startsWith("its iss is http://localhost/, and"))
        .anyMatch(found -> found.startsWith("it expired "));
  }

  @Test
  void finds_a_gate_that_does_not_look_at_the_signature() {
    patient.changeWhere(
        "/mcp",
        exchange -> String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
            .matches("Bearer .+\\..+\\..{9,}"),
        refusal -> Reply.json(200, MESSAGE));
    assertThat(Examined.by(patient.mcp(), token(new JsonObject())).only())
        .startsWith("A FORGED TOKEN OPENS THE GATE");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 500})
  void finds_a_lost_session_that_is_not_404(int status) {
    String token = token(new JsonObject());
    opensTo(token);
    patient.changeWhere(
        "/mcp",
        exchange -> exchange.getRequestHeaders().containsKey("Mcp-Session-Id"),
        answer -> Reply.json(status, new JsonObject()));
    assertThat(Examined.by(patient.mcp(), token).only())
        .startsWith("a session that is not known gets " + status);
  }

  @Test
  void says_which_generations_are_spoken() {
    String token = token(new JsonObject());
    opensTo(token);
    patient.changeWhere(
        "/mcp", DoctorAtTheGateTest::isStateless, answer -> Reply.json(400, new JsonObject()));
    assertThat(Examined.by(patient.mcp(), token).report().findings())
        .extracting(Finding::found)
        .contains("it opens the gate; MCP to 2025-11-25 is spoken, 2026-07-28 is not");
  }

  private Examined examined() {
    return Examined.by(patient.mcp(), "");
  }

  private void opensTo(String token) {
    patient.changeWhere(
        "/mcp",
        exchange ->
            ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization")),
        refusal -> Reply.json(200, MESSAGE));
  }

  private String token(JsonObject changes) {
    long now = Clock.systemUTC().instant().getEpochSecond();
    var claims = new JsonObject()
        .put("iss", patient.base())
        .put("aud", patient.mcp().toString())
        .put("iat", now)
        .put("exp", now + 300)
        .mergeIn(changes);
    return part(new JsonObject().put("alg", "RS256")) + "." + part(claims) + ".c2lnbmF0dXJl";
  }

  private static String part(JsonObject json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isStateless(HttpExchange exchange) {
    return "2026-07-28".equals(exchange.getRequestHeaders().getFirst("MCP-Protocol-Version"));
  }

  private static boolean isFirst(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("POST")
        && !"tools/list".equals(exchange.getRequestHeaders().getFirst("Mcp-Method"))
        && (isStateless(exchange)
            || !exchange.getRequestHeaders().containsKey("MCP-Protocol-Version"))
        && !exchange.getRequestHeaders().containsKey("Authorization")
        && !exchange.getRequestHeaders().containsKey("Origin");
  }
}
