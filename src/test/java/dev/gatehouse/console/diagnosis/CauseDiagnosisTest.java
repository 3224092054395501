package dev.gatehouse.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.console.run.Runs;
import dev.gatehouse.handshake.Decision;
import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Exchange.Answered;
import dev.gatehouse.handshake.Exchange.Asked;
import dev.gatehouse.handshake.Exchange.Body;
import dev.gatehouse.handshake.Outcome;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.testing.SourceFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the console says of each cause, whatever the words of the decision are. A row has the cause,
 * the request, the error code, the status of the answer, and the id of the diagnosis; {@code
 * refused} is said in the words of the decision, which need no rule beside them.
 */
class CauseDiagnosisTest {
  private static final String REWORDED = "in words that nobody has read before";
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Path RULES = SourceFiles.MAIN.resolve("console/diagnosis");

  private static final String TABLE = """
      PARAMETER_MISSING POST /token invalid_request 400 refused
      PARAMETER_REPEATED POST /token invalid_request 400 refused
      PARAMETERS_IN_URL POST /token invalid_request 400 refused
      REQUEST_MALFORMED POST /token invalid_request 400 refused
      HEADER_REPEATED POST /mcp invalid_request 400 refused
      SERVER_FAILED POST /token server_error 500 refused
      HOST_FORBIDDEN POST /mcp - 403 host-refused
      ORIGIN_FORBIDDEN POST /mcp - 403 origin-refused
      CLIENT_METADATA_INVALID POST /register invalid_client_metadata 400 metadata-not-accepted
      REDIRECT_URI_UNSAFE POST /register invalid_redirect_uri 400 redirect-not-accepted
      CLIENT_KEYS_INVALID POST /register invalid_client_metadata 400 metadata-not-accepted
      REGISTRATION_TOKEN_WRONG PUT /register/x invalid_token 401 refused
      CLIENT_DOCUMENTS_OFF GET /authorize - 400 document-refused
      CLIENT_DOCUMENT_URL_INVALID GET /authorize - 400 document-refused
      CLIENT_DOCUMENT_UNREACHABLE POST /token temporarily_unavailable 503 document-unreachable
      CLIENT_DOCUMENT_INVALID GET /authorize - 400 document-refused
      CLIENT_UNKNOWN GET /authorize - 400 unknown-client
      CLIENT_AMBIGUOUS POST /token invalid_request 400 refused
      CLIENT_CREDENTIALS_MALFORMED POST /token invalid_client 401 auth-method
      CLIENT_AUTHENTICATION_METHOD_WRONG POST /token invalid_client 401 auth-method
      CLIENT_SECRET_WRONG POST /token invalid_client 401 wrong-secret
      ASSERTION_MALFORMED POST /token invalid_client 401 assertion-refused
      ASSERTION_SIGNATURE_WRONG POST /token invalid_client 401 assertion-refused
      ASSERTION_CLAIM_INVALID POST /token invalid_client 401 assertion-refused
      ASSERTION_AUDIENCE_FOREIGN POST /token invalid_client 401 assertion-refused
      ASSERTION_REPLAYED POST /token invalid_client 401 assertion-refused
      ASSERTIONS_EXHAUSTED POST /token temporarily_unavailable 503 refused
      CLIENT_IS_PUBLIC POST /token unauthorized_client 400 grant-not-registered
      PROOF_MISSING POST /token invalid_dpop_proof 400 dpop-proof
      PROOF_MALFORMED POST /token invalid_dpop_proof 400 dpop-proof
      PROOF_KEY_INVALID POST /token invalid_dpop_proof 400 dpop-proof
      PROOF_SIGNATURE_WRONG POST /token invalid_dpop_proof 400 dpop-proof
      PROOF_TARGET_WRONG POST /token invalid_dpop_proof 400 dpop-proof
      PROOF_STALE POST /token invalid_dpop_proof 400 dpop-proof
      PROOF_REPLAYED POST /token invalid_dpop_proof 400 dpop-proof
      PROOF_NONCE_MISSING POST /token use_dpop_nonce 400 dpop-nonce
      PROOFS_EXHAUSTED POST /token temporarily_unavailable 503 refused
      KEY_MISMATCH POST /token invalid_grant 400 dpop-proof
      DPOP_JKT_MALFORMED GET /authorize invalid_request 302 refused
      TOKEN_BOUND POST /mcp invalid_token 401 refused
      TOKEN_UNBOUND POST /mcp invalid_token 401 refused
      REDIRECT_URI_MISSING GET /authorize - 400 redirect-unregistered
      REDIRECT_URI_REPEATED GET /authorize - 400 redirect-unregistered
      REDIRECT_URI_UNREGISTERED GET /authorize - 400 redirect-unregistered
      CODE_CHALLENGE_INVALID GET /authorize invalid_request 302 pkce-missing
      CODE_CHALLENGE_METHOD_UNSUPPORTED GET /authorize invalid_request 302 pkce-missing
      SCOPE_MALFORMED GET /authorize invalid_scope 302 scope-unknown
      SCOPE_UNKNOWN GET /authorize invalid_scope 302 scope-unknown
      RESOURCE_UNKNOWN GET /authorize invalid_target 302 resource-unknown
      RESOURCE_MALFORMED GET /authorize invalid_target 302 resource-unknown
      RESOURCE_AMBIGUOUS GET /authorize invalid_target 302 resource-unknown
      RESPONSE_TYPE_UNSUPPORTED GET /authorize unsupported_response_type 302 refused
      REQUEST_OBJECT_UNSUPPORTED GET /authorize request_not_supported 302 refused
      PUSHED_REQUEST_UNKNOWN GET /authorize - 400 refused
      LOGIN_REQUIREMENT_INVALID GET /authorize invalid_request 302 refused
      LOGIN_REQUIRED GET /authorize login_required 302 refused
      CONSENT_REQUIRED GET /authorize consent_required 302 refused
      FORM_EXPIRED POST /login - 403 form-ended
      TRANSACTION_ENDED POST /login - 400 form-ended
      USER_UNKNOWN POST /login - 401 login-refused
      PASSWORD_WRONG POST /login - 401 login-refused
      LOGIN_THROTTLED POST /login - 429 login-refused
      CONSENT_DENIED POST /consent - 302 denied
      CONSENT_EMPTY POST /consent - 302 refused
      LOGIN_ANSWER_UNEXPECTED GET /login/callback - 400 refused
      LOGIN_ISSUER_FOREIGN GET /login/callback - 400 refused
      LOGIN_FAILED GET /login/callback - 502 refused
      GRANT_TYPE_UNSUPPORTED POST /token unsupported_grant_type 400 refused
      GRANT_TYPE_UNREGISTERED POST /token unauthorized_client 400 grant-not-registered
      CODE_UNKNOWN POST /token invalid_grant 400 code-unknown
      CODE_FOREIGN POST /token invalid_grant 400 code-unknown
      CODE_EXPIRED POST /token invalid_grant 400 code-expired
      CODE_REPLAYED POST /token invalid_grant 400 code-replayed
      REDIRECT_URI_MISMATCH POST /token invalid_grant 400 redirect-at-token
      CODE_VERIFIER_INVALID POST /token invalid_grant 400 verifier-mismatch
      CODE_VERIFIER_MISMATCH POST /token invalid_grant 400 verifier-mismatch
      GRANT_ENDED POST /token invalid_grant 400 refused
      REFRESH_TOKEN_UNKNOWN POST /token invalid_grant 400 refresh-unknown
      REFRESH_TOKEN_FOREIGN POST /token invalid_grant 400 refresh-unknown
      REFRESH_RACED POST /token invalid_grant 400 refresh-race
      REFRESH_REPLAYED POST /token invalid_grant 400 refresh-replayed
      REFRESH_WIDENS POST /token invalid_scope 400 refresh-widens
      TOKEN_MISSING POST /mcp - 401 -
      TOKEN_IN_URL POST /mcp invalid_request 400 token-in-url
      TOKEN_HEADER_MALFORMED POST /mcp invalid_token 401 not-an-access-token
      TOKEN_MALFORMED POST /mcp invalid_token 401 not-an-access-token
      TOKEN_KIND_WRONG POST /mcp invalid_token 401 not-an-access-token
      TOKEN_HEADER_REFUSED POST /mcp invalid_token 401 refused
      TOKEN_KEY_UNKNOWN POST /mcp invalid_token 401 unknown-key
      TOKEN_SIGNATURE_WRONG POST /mcp invalid_token 401 refused
      ISSUER_FOREIGN POST /mcp invalid_token 401 wrong-issuer
      AUDIENCE_FOREIGN POST /mcp invalid_token 401 wrong-audience
      TOKEN_EXPIRED POST /mcp invalid_token 401 token-expired
      TOKEN_ISSUED_LATER POST /mcp invalid_token 401 clock-skew
      TOKEN_NOT_YET_VALID POST /mcp invalid_token 401 clock-skew
      TOKEN_CLAIM_INVALID POST /mcp invalid_token 401 refused
      TOKEN_REVOKED POST /mcp invalid_token 401 token-revoked
      ISSUER_KEYS_UNKNOWN POST /mcp temporarily_unavailable 503 no-keys
      REVOCATIONS_UNKNOWN POST /mcp temporarily_unavailable 503 refused
      SCOPE_MISSING POST /mcp insufficient_scope 403 step-up
      WRONG_SERVER GET /.well-known/oauth-authorization-server - 404 wrong-server
      SESSION_FOREIGN POST /mcp - 404 session-unknown
      CALL_CANCELLED POST /mcp - 200 refused
      CALL_RATE_EXCEEDED POST /mcp - 200 refused
      CALL_INVALID POST /mcp - 200 refused
      TOOL_FAILED POST /mcp - 200 refused
      REVOCATION_TARGET_UNKNOWN POST /revoke - 200 refused
      OPERATOR_UNPROVEN POST /admin/keys/rotate - 401 refused
      KEY_NOT_ROTATED POST /admin/keys/rotate - 409 refused
      """;

  static Stream<String> rows() {
    return TABLE.lines();
  }

  @Test
  void has_one_row_for_each_cause() {
    assertThat(rows().map(row -> row.split(" ", -1)[0]))
        .containsExactlyInAnyOrder(
            Arrays.stream(Cause.values()).map(Cause::name).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void is_found_by_the_cause_and_not_by_the_words(String row) {
    String[] cells = row.split(" ", -1);
    List<Diagnosis> found = diagnoses(exchange(cells));
    if (cells[5].equals("-")) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found.get(0).id()).isEqualTo(cells[5]);
    }
  }

  @Test
  void compares_the_scopes_of_the_decision_and_not_what_stands_in_quotes() {
    Exchange widening = exchange("REFRESH_WIDENS POST /token invalid_scope 400 -".split(" ", -1));
    assertThat(diagnoses(widening).get(0).difference().right()).isEqualTo("mcp.read");
  }

  @Test
  void reads_the_words_of_a_decision_in_one_place_only_to_show_them() {
    assertThat(SourceFiles.below(RULES, "").stream()
            .filter(file -> SourceFiles.text(file).contains("\"reason\""))
            .map(file -> file.getFileName().toString()))
        .containsExactly("DiagnosisContext.java");
    assertThat(SourceFiles.below(RULES, "").stream().map(SourceFiles::text))
        .noneMatch(rule -> rule.matches("(?s).*\\b(refused|quoted)\\([^()]*\\)\\s*\\.\\s*"
            + "(contains|equals|matches|startsWith|endsWith|indexOf|split|substring)\\(.*"));
  }

  private static List<Diagnosis> diagnoses(Exchange exchange) {
    var place = new DeploymentFacts(
        "http://localhost:8990/mcp", "http://localhost:8999", false, Set.of("mcp.read"));
    return new Diagnoses(place).ofLatest(new Runs().take(exchange).orElseThrow());
  }

  private static Exchange exchange(String... cells) {
    Cause cause = Cause.valueOf(cells[0]);
    boolean resource = cells[2].equals("/mcp")
        || cells[2].equals("/login/callback")
        || cells[2].startsWith("/.well-known");
    Party party = resource ? Party.RESOURCE_SERVER : Party.AUTHORIZATION_SERVER;
    var details = new HashMap<>(Map.of("reason", REWORDED, "held", "mcp.read"));
    if (!cells[3].equals("-")) {
      details.put("error", cells[3]);
    }
    boolean noted = cause == Cause.TOKEN_MISSING || cause == Cause.WRONG_SERVER;
    var decision = new Decision(
        NOW, party, Step.OTHER, noted ? Outcome.NOTED : Outcome.REFUSED, cause, details);
    String challenge = cells[3].equals("-") ? "Bearer" : "Bearer error=\"" + cells[3] + '"';
    return new Exchange(
        NOW,
        100,
        party,
        "127.0.0.1:50000",
        new Asked(
            cells[1],
            cells[2],
            Map.of(),
            Map.of("cookie", "…", "mcp-session-id", "…"),
            new Body(
                cells[0].startsWith("REFRESH")
                    ? Map.of("grant_type", "refresh_token", "scope", "mcp.write")
                    : Map.of(),
                "")),
        new Answered(Integer.parseInt(cells[4]), Map.of("www-authenticate", challenge), Body.NONE),
        List.of(decision),
        List.of(),
        Set.of(),
        Map.of());
  }
}
