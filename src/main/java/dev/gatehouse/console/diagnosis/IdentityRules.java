package dev.gatehouse.console.diagnosis;

import static dev.gatehouse.console.diagnosis.DiagnosisRule.when;

import dev.gatehouse.console.run.Lane;
import dev.gatehouse.oauth.Cause;
import java.util.List;
import java.util.Optional;

/** How a client says who it is: by a document at its client_id, by an assertion (RFC 7523), by a key (RFC 9449). */
final class IdentityRules {
  static final List<DiagnosisRule> FAULTS = List.of(
      IdentityRules::documentLater,
      IdentityRules::document,
      IdentityRules::assertion,
      IdentityRules::proof);
  static final List<DiagnosisRule> NOTES = List.of(IdentityRules::nonce);

  private IdentityRules() {}

  private static Optional<Diagnosis> documentLater(DiagnosisContext moment) {
    return when(
        isHere(moment) && moment.has(Cause.CLIENT_DOCUMENT_UNREACHABLE),
        Diagnosis.warning(
                "document-unreachable",
                Responsibility.SERVER,
                "What the client publishes cannot be fetched just now")
            .because(moment.refused())
            .instead(
                "If this computer has no way to the internet, start the server with --cimd off: clients then register themselves. A document on this computer needs --cimd-allow-loopback. Else see that its server runs: the client keeps its tokens and tries again."));
  }

  private static Optional<Diagnosis> document(DiagnosisContext moment) {
    return when(
        isHere(moment)
            && moment.isRefused()
            && moment.has(
                Cause.CLIENT_DOCUMENT_INVALID,
                Cause.CLIENT_DOCUMENT_URL_INVALID,
                Cause.CLIENT_DOCUMENTS_OFF),
        Diagnosis.fault(
                "document-refused",
                Responsibility.CLIENT,
                "What the client publishes is not accepted")
            .because(moment.refused())
            .instead(
                "Publish JSON whose client_id is its own URL, to the letter, with client_name and redirect_uris. One on this computer needs --cimd-allow-loopback."));
  }

  private static Optional<Diagnosis> assertion(DiagnosisContext moment) {
    boolean audience = moment.has(Cause.ASSERTION_AUDIENCE_FOREIGN);
    return when(
        audience
            || moment.has(
                Cause.ASSERTION_MALFORMED,
                Cause.ASSERTION_SIGNATURE_WRONG,
                Cause.ASSERTION_CLAIM_INVALID,
                Cause.ASSERTION_REPLAYED),
        Diagnosis.fault(
                "assertion-refused",
                Responsibility.CLIENT,
                "The client's assertion is not accepted")
            .because(moment.refused())
            .instead(
                "Sign a fresh one for each request: iss and sub are the client_id, aud is the issuer, exp at most five minutes ahead, jti new (RFC 7523 §3).")
            .comparing(
                "aud of the assertion",
                audience ? moment.claim("aud") : "",
                "Right",
                moment.place().issuer()));
  }

  private static Optional<Diagnosis> proof(DiagnosisContext moment) {
    return when(
        moment.hasError("invalid_dpop_proof") || moment.has(Cause.KEY_MISMATCH),
        Diagnosis.fault("dpop-proof", Responsibility.CLIENT, "The proof of the key is not accepted")
            .because(moment.refused()
                + " The token works only with a proof by the key that it was asked for with.")
            .instead(
                "Make a proof for each request: htm and htu are its method and URL without query, ath is the hash of the token, jti new (RFC 9449 §4.2)."));
  }

  private static Optional<Diagnosis> nonce(DiagnosisContext moment) {
    return when(
        moment.hasError("use_dpop_nonce"),
        Diagnosis.note("dpop-nonce", "The server gives a nonce for the next proof")
            .because("That is a turn, not a refusal: the answer has the nonce in DPoP-Nonce.")
            .instead("Send the same request again with the nonce in the proof (RFC 9449 §8)."));
  }

  private static boolean isHere(DiagnosisContext moment) {
    return moment.step().to() == Lane.AUTHORIZATION_SERVER;
  }
}
