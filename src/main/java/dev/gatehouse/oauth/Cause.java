package dev.gatehouse.oauth;

import java.util.Locale;

/**
 * Why something was refused: the closed list that programs switch on, beside the error code of the
 * wire and the sentence for people. Never sent to a client, which {@link OAuthError} tells as much
 * as it may know.
 */
public enum Cause {
  // Requests of every kind.

  /** A parameter that must be there is missing. */
  PARAMETER_MISSING("RFC 6749 §5.2"),
  /** A parameter was sent more than once. */
  PARAMETER_REPEATED("RFC 6749 §3.1"),
  /** Parameters that belong in the body are in the URL. */
  PARAMETERS_IN_URL("RFC 6749 §2.3.1"),
  /** The request could not be read: its form, query, method, size or content type. */
  REQUEST_MALFORMED("RFC 6749 §5.2"),
  /** A header that may be sent once was sent several times. */
  HEADER_REPEATED("RFC 9110 §5.3"),
  /** The server has no answer because of a mistake of its own. */
  SERVER_FAILED("RFC 6749 §4.1.2.1"),
  /** The {@code Host} header names another server. */
  HOST_FORBIDDEN("MCP 2025-11-25 Transports, Security Warning"),
  /** The web page that called may not. */
  ORIGIN_FORBIDDEN("MCP 2025-11-25 Transports, Security Warning"),

  // Registration and client documents.

  /** The client metadata lack something or have a value that is not served. */
  CLIENT_METADATA_INVALID("RFC 7591 §2"),
  /** A redirect URI is not one that may be registered. */
  REDIRECT_URI_UNSAFE("RFC 9700 §2.1"),
  /** The public keys of the client cannot be used. */
  CLIENT_KEYS_INVALID("RFC 7517 §4"),
  /** The registration access token is missing or not that of the client. */
  REGISTRATION_TOKEN_WRONG("RFC 7592 §2.1"),
  /** This server takes no client ID metadata documents. */
  CLIENT_DOCUMENTS_OFF("draft-ietf-oauth-client-id-metadata-document §5"),
  /** The {@code client_id} is a URL that no client document may have. */
  CLIENT_DOCUMENT_URL_INVALID("draft-ietf-oauth-client-id-metadata-document §3"),
  /** What the client publishes cannot be fetched now. */
  CLIENT_DOCUMENT_UNREACHABLE("draft-ietf-oauth-client-id-metadata-document §6.5"),
  /** What the client publishes was fetched and is not accepted. */
  CLIENT_DOCUMENT_INVALID("draft-ietf-oauth-client-id-metadata-document §4.1"),

  // Client authentication.

  /** No client has this {@code client_id}. */
  CLIENT_UNKNOWN("RFC 6749 §5.2"),
  /** The client authenticated in two ways at once, or named itself twice and differently. */
  CLIENT_AMBIGUOUS("RFC 6749 §2.3"),
  /** The client credentials cannot be read. */
  CLIENT_CREDENTIALS_MALFORMED("RFC 6749 §2.3.1"),
  /** The client did not authenticate in the way it registered. */
  CLIENT_AUTHENTICATION_METHOD_WRONG("RFC 7591 §2"),
  /** The {@code client_secret} is not that of the client. */
  CLIENT_SECRET_WRONG("RFC 6749 §2.3.1"),
  /** The client assertion is not a JWT that can be read. */
  ASSERTION_MALFORMED("RFC 7523 §3"),
  /** The client assertion is not signed by a key of the client. */
  ASSERTION_SIGNATURE_WRONG("RFC 7523 §3"),
  /** A claim of the client assertion is missing or wrong. */
  ASSERTION_CLAIM_INVALID("RFC 7523 §3"),
  /** The client assertion is for another audience. */
  ASSERTION_AUDIENCE_FOREIGN("RFC 7523 §3"),
  /** The client assertion was used before. */
  ASSERTION_REPLAYED("RFC 7523 §3"),
  /** The client used more assertions than can be remembered. */
  ASSERTIONS_EXHAUSTED("RFC 7523 §3"),
  /** A public client asked for what needs authentication. */
  CLIENT_IS_PUBLIC("RFC 6749 §4.4"),

  // DPoP.

  /** The request needs a DPoP proof and has none. */
  PROOF_MISSING("RFC 9449 §5.2"),
  /** The DPoP proof is not a JWT that can be read, or more than one was sent. */
  PROOF_MALFORMED("RFC 9449 §4.2"),
  /** The key in the DPoP proof cannot be used. */
  PROOF_KEY_INVALID("RFC 9449 §4.3"),
  /** The DPoP proof is not signed by the key that it brings. */
  PROOF_SIGNATURE_WRONG("RFC 9449 §4.3"),
  /** The DPoP proof was made for another method, URL or access token. */
  PROOF_TARGET_WRONG("RFC 9449 §4.3"),
  /** The DPoP proof is not of this moment. */
  PROOF_STALE("RFC 9449 §11.1"),
  /** The DPoP proof was used before. */
  PROOF_REPLAYED("RFC 9449 §11.1"),
  /** The DPoP proof lacks the nonce of the server. */
  PROOF_NONCE_MISSING("RFC 9449 §8"),
  /** The sender used more DPoP proofs than can be remembered. */
  PROOFS_EXHAUSTED("RFC 9449 §11.1"),
  /** What was presented is bound to another key than that of the proof. */
  KEY_MISMATCH("RFC 9449 §5"),
  /** {@code dpop_jkt} is not a JWK thumbprint. */
  DPOP_JKT_MALFORMED("RFC 9449 §10"),
  /** A token that is bound to a key came in the Bearer scheme. */
  TOKEN_BOUND("RFC 9449 §7.1"),
  /** A token that is bound to no key came where only bound ones are accepted. */
  TOKEN_UNBOUND("RFC 9449 §7.1"),

  // Authorization requests.

  /** The redirect URI is missing, and the client did not register exactly one. */
  REDIRECT_URI_MISSING("RFC 6749 §3.1.2.3"),
  /** The redirect URI was sent more than once. */
  REDIRECT_URI_REPEATED("RFC 6749 §3.1"),
  /** The redirect URI is not one that the client registered. */
  REDIRECT_URI_UNREGISTERED("RFC 6749 §3.1.2.4"),
  /** A PKCE challenge is missing or not one. */
  CODE_CHALLENGE_INVALID("RFC 7636 §4.3"),
  /** The PKCE challenge method is not S256. */
  CODE_CHALLENGE_METHOD_UNSUPPORTED("RFC 7636 §4.3"),
  /** The scope has characters or a length that no scope has. */
  SCOPE_MALFORMED("RFC 6749 §3.3"),
  /** None of the scopes exists here, or none may be had by the client itself. */
  SCOPE_UNKNOWN("RFC 6749 §3.3"),
  /** The resource is not one of this server's. */
  RESOURCE_UNKNOWN("RFC 8707 §2"),
  /** The resource is not an absolute URI without fragment. */
  RESOURCE_MALFORMED("RFC 8707 §2"),
  /** More than one resource was named for one token. */
  RESOURCE_AMBIGUOUS("RFC 8707 §2.2"),
  /** {@code response_type} or {@code response_mode} is not one that is served. */
  RESPONSE_TYPE_UNSUPPORTED("RFC 6749 §4.1.2.1"),
  /** Request objects and foreign {@code request_uri} values are not served. */
  REQUEST_OBJECT_UNSUPPORTED("RFC 9101 §5"),
  /** The pushed request is unknown, used, expired or of another client. */
  PUSHED_REQUEST_UNKNOWN("RFC 9126 §4"),
  /** {@code prompt} or {@code max_age} has a value that does not exist. */
  LOGIN_REQUIREMENT_INVALID("OpenID Connect Core §3.1.2.1"),
  /** The user would have to log in, and the request forbids to ask. */
  LOGIN_REQUIRED("OpenID Connect Core §3.1.2.6"),
  /** The user would have to decide, and the request forbids to ask. */
  CONSENT_REQUIRED("OpenID Connect Core §3.1.2.6"),

  // Login and consent.

  /** The form was made for another session or page, or is out of date. */
  FORM_EXPIRED("RFC 6749 §10.12"),
  /** The request that the page belongs to was answered already, or is too old. */
  TRANSACTION_ENDED("RFC 6749 §4.1.1"),
  /** No user has this name. */
  USER_UNKNOWN("NIST SP 800-63B §5.2.2"),
  /** The password is not that of the user. */
  PASSWORD_WRONG("NIST SP 800-63B §5.2.2"),
  /** Too many logins were tried in a short time. */
  LOGIN_THROTTLED("NIST SP 800-63B §5.2.2"),
  /** The user denied the request. */
  CONSENT_DENIED("RFC 6749 §4.1.2.1"),
  /** The user granted none of the scopes, or may have none of them. */
  CONSENT_EMPTY("RFC 6749 §4.1.2.1"),
  /** The answer to a login does not belong to a login that this browser began. */
  LOGIN_ANSWER_UNEXPECTED("RFC 6749 §10.12"),
  /** The answer to a login comes from another authorization server. */
  LOGIN_ISSUER_FOREIGN("RFC 9207 §2.4"),
  /** The authorization server refused a login, or could not be reached. */
  LOGIN_FAILED("RFC 6749 §4.1.2.1"),

  // Token endpoint.

  /** The grant type is not served. */
  GRANT_TYPE_UNSUPPORTED("RFC 6749 §5.2"),
  /** The client did not register this grant type. */
  GRANT_TYPE_UNREGISTERED("RFC 6749 §5.2"),
  /** The code does not exist here. */
  CODE_UNKNOWN("RFC 6749 §5.2"),
  /** The code was issued to another client. */
  CODE_FOREIGN("RFC 6749 §4.1.3"),
  /** The code has expired. */
  CODE_EXPIRED("RFC 6749 §4.1.2"),
  /** The code was used before; what it gave is revoked. */
  CODE_REPLAYED("RFC 6749 §4.1.2"),
  /** The redirect URI is not the one of the authorization request. */
  REDIRECT_URI_MISMATCH("RFC 6749 §4.1.3"),
  /** The PKCE verifier is missing or not one. */
  CODE_VERIFIER_INVALID("RFC 7636 §4.1"),
  /** The PKCE verifier is not that of the challenge. */
  CODE_VERIFIER_MISMATCH("RFC 7636 §4.6"),
  /** The user withdrew the grant, or it made room for later ones. */
  GRANT_ENDED("RFC 6749 §5.2"),
  /** The refresh token does not exist here, or its grant has ended. */
  REFRESH_TOKEN_UNKNOWN("RFC 6749 §5.2"),
  /** The refresh token was issued to another client. */
  REFRESH_TOKEN_FOREIGN("RFC 6749 §5.2"),
  /** The refresh token was reused within the grace period; its family stays valid. */
  REFRESH_RACED("RFC 9700 §4.14.2"),
  /** The refresh token was used before; its family is revoked. */
  REFRESH_REPLAYED("RFC 9700 §4.14.2"),
  /** A refresh asked for scopes that the grant does not have. */
  REFRESH_WIDENS("RFC 6749 §6"),

  // Access tokens at the resource server.

  /** No token was presented. */
  TOKEN_MISSING("RFC 6750 §3"),
  /** The token is in the URL. */
  TOKEN_IN_URL("RFC 9700 §4.3.2"),
  /** The {@code Authorization} header has a scheme and no readable token. */
  TOKEN_HEADER_MALFORMED("RFC 6750 §2.1"),
  /** The token is not a JWT that can be read. */
  TOKEN_MALFORMED("RFC 9068 §4"),
  /** The token is a JWT of another kind than an access token. */
  TOKEN_KIND_WRONG("RFC 9068 §2.1"),
  /** The JOSE header has an algorithm or an extension that is not accepted. */
  TOKEN_HEADER_REFUSED("RFC 8725 §3.1"),
  /** The token was signed with a key that the issuer does not publish. */
  TOKEN_KEY_UNKNOWN("RFC 9068 §4"),
  /** The signature of the token is wrong. */
  TOKEN_SIGNATURE_WRONG("RFC 9068 §4"),
  /** The token is from another issuer. */
  ISSUER_FOREIGN("RFC 9068 §4"),
  /** The token is for another audience. */
  AUDIENCE_FOREIGN("RFC 9068 §4"),
  /** The token expired. */
  TOKEN_EXPIRED("RFC 9068 §4"),
  /** The token was issued in the future. */
  TOKEN_ISSUED_LATER("RFC 7519 §4.1.6"),
  /** The token is not valid yet. */
  TOKEN_NOT_YET_VALID("RFC 7519 §4.1.5"),
  /** A claim of the token is missing or has another type. */
  TOKEN_CLAIM_INVALID("RFC 9068 §2.2"),
  /** The token was revoked. */
  TOKEN_REVOKED("RFC 7009 §2"),
  /** The keys of the issuer are not known yet. */
  ISSUER_KEYS_UNKNOWN("RFC 8414 §3"),
  /** What the issuer has revoked cannot be read. */
  REVOCATIONS_UNKNOWN("RFC 7009 §2"),
  /** The token lacks a scope that the request needs. */
  SCOPE_MISSING("RFC 6750 §3.1"),
  /** The client asked the resource server for the authorization server. */
  WRONG_SERVER("RFC 9728 §5"),

  // MCP.

  /** The MCP session belongs to another user. */
  SESSION_FOREIGN("MCP 2025-11-25 Session Hijacking"),
  /** The client cancelled the call. */
  CALL_CANCELLED("MCP Cancellation"),
  /** The caller called too often. */
  CALL_RATE_EXCEEDED("MCP Tools, Security Considerations"),
  /** The call was answered with a JSON-RPC error. */
  CALL_INVALID("JSON-RPC 2.0 §5.1"),
  /** The tool itself reported an error. */
  TOOL_FAILED("MCP Tools, Error Handling"),

  // Revocation and administration.

  /** The token to revoke does not exist, or is not the client's. */
  REVOCATION_TARGET_UNKNOWN("RFC 7009 §2.1"),
  /** The request did not come from the operator. */
  OPERATOR_UNPROVEN("RFC 6750 §3.1"),
  /** The signing key could not be rotated. */
  KEY_NOT_ROTATED("RFC 9068 §5");

  private final String section;

  Cause(String section) {
    this.section = section;
  }

  /** Where it is written that this is refused. */
  public String section() {
    return section;
  }

  /** As it stands in the log: {@code code_replayed}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
