package dev.gatehouse.fault;

import java.util.Locale;

/** A fault that more than one of console, guide and doctor can see: why it matters, what would be right, the section that says so. */
public enum Fault {
  /** The metadata of a resource names another one. */
  RESOURCE_DIFFERS(
      "clients compare resource with the URL that they were given, and stop where the two differ",
      "name in resource the very URL that clients are given, to the letter",
      "RFC 9728 §3.3"),
  /** Somewhere the issuer is spelled in another way. */
  WRONG_ISSUER(
      "an issuer is compared byte for byte, a slash at its end included",
      "make the issuer the same string everywhere: in authorization_servers, in its metadata, in the token",
      "RFC 8414 §3.3"),
  /** There is nothing at the address of the resource metadata. */
  NO_RESOURCE_METADATA(
      "without it a client does not learn where to log in",
      "put the path of the resource behind the well-known name, and name the address in the 401 (resource_metadata)",
      "RFC 9728 §3.1"),
  /** There is nothing at the addresses of the issuer's metadata. */
  NO_SERVER_METADATA(
      "without it a client does not learn where to register, to log in and to get a token",
      "serve it at the well-known address of the issuer",
      "RFC 8414 §3.1"),
  /** PKCE is not offered, not demanded or not used. */
  PKCE_MISSING(
      "without PKCE whoever catches the code can redeem it",
      "demand code_challenge with code_challenge_method=S256, and list S256 in code_challenge_methods_supported",
      "OAuth 2.1 §4.1.1"),
  /** A page may not read an answer. */
  CORS_REFUSED(
      "the browser keeps the answer from the page, to which it looks like a network error (CORS)",
      "send Access-Control-Allow-Origin with each answer, refusals included",
      "Fetch standard, CORS"),
  /** A page may not send what it wants to. */
  CORS_HEADERS(
      "the browser asks first (OPTIONS), and sends nothing where a header field is not allowed (CORS)",
      "answer OPTIONS with 204, and allow the header fields that were asked for",
      "Fetch standard, CORS"),
  /** A client_id that the server does not know. */
  UNKNOWN_CLIENT(
      "on invalid_client a client drops its client_id and tokens, and registers again: nothing else tells it that its registration is lost",
      "answer 401 invalid_client",
      "RFC 6749 §5.2"),
  /** A token for somebody else. */
  WRONG_AUDIENCE(
      "a token for another resource would let whoever runs that one in here",
      "put this resource into aud: in Keycloak an audience mapper on a client scope, elsewhere the resource parameter (RFC 8707)",
      "RFC 9068 §4"),
  /** A token in a place where it is logged. */
  TOKEN_IN_URL(
      "URLs are logged and passed on, so that a token in one counts as leaked",
      "take tokens from the Authorization header only",
      "OAuth 2.1 §5.1"),
  /** Nothing says which scopes a client needs. */
  NO_SCOPE(
      "a client takes the scopes from the 401, else from scopes_supported of the resource; with neither it asks for all, or for none",
      "add scope=\"…\" with what the first request needs",
      "MCP authorization, scope selection"),
  /** {@code null} for what is not there. */
  NULL_MEMBERS(
      "some servers refuse null, and some clients refuse it in answers",
      "leave out what does not apply",
      "RFC 7591 §3.2.1"),
  /** A registration without its application_type. */
  APPLICATION_TYPE(
      "a server that takes such a client for a web application refuses its loopback address",
      "take a client whose addresses are all on this computer for a native one",
      "MCP authorization, client registration"),
  /** The page after which the redirect does not happen. */
  FORM_ACTION(
      "Chromium holds form-action against the redirect after the form too: the button looks dead, the code is made and lost",
      "leave form-action out, or allow the redirect's origin",
      "CSP 3 §6.4.1"),
  /** A server that tells http although it is reached by https. */
  BEHIND_HTTPS(
      "a proxy or tunnel ends TLS before the server, which tells its own address instead of the public one",
      "set the public https URL in the server's configuration",
      "MCP authorization, communication security"),
  /** A clock that is ahead or behind. */
  CLOCK_SKEW(
      "one of the two clocks is wrong (containers and sleeping laptops do that), and tokens are refused as expired or as from the future",
      "set the clocks",
      "RFC 7519 §4.1.4"),
  /** The transport of 2024. */
  OLD_TRANSPORT(
      "HTTP with server-sent events was replaced by Streamable HTTP in MCP 2025-03-26",
      "serve Streamable HTTP, and give clients its URL",
      "MCP transports"),
  /** No refresh token to be had. */
  NO_REFRESH_GRANT(
      "when the access token ends, the user has to log in again",
      "offer the grant refresh_token",
      "RFC 6749 §6"),
  /** A web page of anybody calls a server on this computer. */
  FOREIGN_ORIGIN(
      "by DNS rebinding any page that is open in a browser can call a server on this computer",
      "refuse an Origin that is not known with 403",
      "MCP transports, security warning"),
  /** The two servers are spelled differently. */
  LOOPBACK_SPELLING(
      "clients with a guard against foreign servers take localhost and 127.0.0.1 for two, and stop there; some refuse loopback altogether",
      "spell the MCP URL and the issuer with the same host",
      "MCP authorization, security"),
  /** The port of a loopback redirect. */
  REDIRECT_PORT(
      "on loopback the port is chosen anew each time a client starts",
      "let the port differ where the registered address is on loopback",
      "RFC 8252 §7.3"),
  /** An address to come back to that was not registered. */
  REDIRECT_UNREGISTERED(
      "the code would go where nobody vouched for",
      "show a page instead of sending the browser there, and compare redirect URIs as strings",
      "RFC 9700 §4.1.3");

  private final String why;
  private final String right;
  private final String rule;

  Fault(String why, String right, String rule) {
    this.why = why;
    this.right = right;
    this.rule = rule;
  }

  /** In reports: {@code resource-differs}; of a diagnosis of the console the same, where one is of this fault alone. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Why it matters: a clause, without a full stop. */
  public String why() {
    return why;
  }

  /** What would be right: a clause in the imperative, without a full stop. */
  public String right() {
    return right;
  }

  /** The section that says so. */
  public String rule() {
    return rule;
  }

  /** {@link #why} as a sentence. */
  public String because() {
    return sentence(why);
  }

  /** {@link #right} as a sentence. */
  public String instead() {
    return sentence(right);
  }

  private static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + '.';
  }
}
