package dev.gatehouse.console.run;

import static dev.gatehouse.console.run.Lane.AUTHORIZATION_SERVER;
import static dev.gatehouse.console.run.Lane.BROWSER;
import static dev.gatehouse.console.run.Lane.CLIENT;
import static dev.gatehouse.console.run.Lane.RESOURCE_SERVER;

import java.util.Locale;

/** What a step is for, in the order in which a client walks them: from whom to whom, in which words, after which rule. */
public enum Kind {
  CHALLENGE(
      CLIENT,
      RESOURCE_SERVER,
      "asks without a token",
      "RFC 9728 §5.1",
      "A request without a token gets 401 and, in WWW-Authenticate, the address of the resource's metadata (resource_metadata)."),
  RESOURCE_METADATA(
      CLIENT,
      RESOURCE_SERVER,
      "reads the metadata of the resource",
      "RFC 9728 §3.3",
      "The client checks that resource is the URL it was given, and takes from authorization_servers who issues tokens for it."),
  SERVER_METADATA(
      CLIENT,
      AUTHORIZATION_SERVER,
      "reads the metadata of the authorization server",
      "RFC 8414 §3.3",
      "The client checks that issuer is the name it asked for, and learns the endpoints and what is supported."),
  WRONG_SERVER(
      CLIENT,
      RESOURCE_SERVER,
      "takes the resource server for the authorization server",
      "RFC 9728 §5",
      "Who issues tokens stands in the metadata of the resource. Since MCP 2025-06-18 the resource server is not asked for it."),
  JWKS(
      RESOURCE_SERVER,
      AUTHORIZATION_SERVER,
      "fetches the public keys",
      "RFC 9068 §4",
      "The resource server checks a token's signature with the keys of the issuer, which stand at jwks_uri."),
  REGISTRATION(
      CLIENT,
      AUTHORIZATION_SERVER,
      "registers itself",
      "RFC 7591 §3",
      "The client says its name and the addresses it comes back to (redirect_uris), and gets a client_id."),
  PUSHED_REQUEST(
      CLIENT,
      AUTHORIZATION_SERVER,
      "pushes the authorization request",
      "RFC 9126 §2",
      "The client sends the request itself and gets a request_uri, so that nothing of it stands in the browser's address."),
  AUTHORIZE(
      BROWSER,
      AUTHORIZATION_SERVER,
      "brings the authorization request",
      "RFC 7636 §4.3",
      "The client opens a browser with what it wants (scope, resource), where to come back to (redirect_uri), and the hash of a secret that only it knows (code_challenge)."),
  LOGIN_PAGE(
      BROWSER,
      AUTHORIZATION_SERVER,
      "opens the login page",
      "RFC 6749 §3.1",
      "The authorization server must know who is asked. How it finds out is its own business; the client never sees the password."),
  LOGIN(
      BROWSER,
      AUTHORIZATION_SERVER,
      "logs in",
      "RFC 6749 §3.1",
      "The authorization server must know who is asked. How it finds out is its own business; the client never sees the password."),
  CONSENT_PAGE(
      BROWSER,
      AUTHORIZATION_SERVER,
      "opens the consent page",
      "RFC 6749 §4.1.1",
      "The user is shown which client wants what, and where it comes back to."),
  CONSENT(
      BROWSER,
      AUTHORIZATION_SERVER,
      "answers the consent page",
      "RFC 6749 §4.1.2",
      "The answer goes back to the redirect_uri: a code that works once and for a short time, the state of the client, and who it is from (iss, RFC 9207)."),
  TOKEN(
      CLIENT,
      AUTHORIZATION_SERVER,
      "redeems the code",
      "RFC 7636 §4.6",
      "The client shows the secret itself (code_verifier). Only if its SHA-256 is the code_challenge of the request does the code become a token."),
  CLIENT_CREDENTIALS(
      CLIENT,
      AUTHORIZATION_SERVER,
      "asks for a token of its own",
      "RFC 6749 §4.4",
      "A program that acts for itself proves who it is and gets a token without a user, and without a refresh token."),
  REFRESH(
      CLIENT,
      AUTHORIZATION_SERVER,
      "refreshes the token",
      "RFC 6749 §6",
      "A refresh token becomes a new access token, with at most the scopes that were granted. It is rotated: the old one ends (RFC 9700 §4.14)."),
  MCP_OPEN(
      CLIENT,
      RESOURCE_SERVER,
      "introduces itself",
      "MCP lifecycle",
      "Client and server agree on a version of the protocol and say what they can do."),
  MCP(
      CLIENT,
      RESOURCE_SERVER,
      "sends a message",
      "RFC 6750 §2.1",
      "The token goes in the Authorization header of each request, never in the URL."),
  TOOL_CALL(
      CLIENT,
      RESOURCE_SERVER,
      "calls a tool",
      "RFC 9068 §4",
      "The token is checked before anything is read: signature, issuer, audience, lifetime. Then the scope that the tool needs."),
  STEP_UP(
      CLIENT,
      RESOURCE_SERVER,
      "calls a tool that its token does not reach",
      "RFC 6750 §3.1",
      "The token is good but lacks a scope: 403 with error=\"insufficient_scope\" and the scopes to ask for. The client goes back to the authorization server with those."),
  WHOAMI(
      CLIENT,
      RESOURCE_SERVER,
      "asks who it is",
      "RFC 6750 §2.1",
      "The token goes in the Authorization header of each request, never in the URL."),
  REVOCATION(
      CLIENT,
      AUTHORIZATION_SERVER,
      "ends a token",
      "RFC 7009 §2.1",
      "The token ends at once; with a refresh token all that came from the same consent does. The answer is 200 even for a token that nobody knows."),
  INTROSPECTION(
      CLIENT,
      AUTHORIZATION_SERVER,
      "asks about a token",
      "RFC 7662 §2.1",
      "Whoever authenticates may ask whether a token is alive and what it is for."),
  REGISTRATION_MANAGEMENT(
      CLIENT,
      AUTHORIZATION_SERVER,
      "manages its registration",
      "RFC 7592 §2",
      "With the registration access token a client reads, replaces or deletes what it registered."),
  LOGOUT(
      BROWSER,
      AUTHORIZATION_SERVER,
      "logs out",
      "RFC 6749 §10.12",
      "The browser's session ends. Tokens that clients hold live on until they expire or are revoked."),
  ALLOWED(
      BROWSER,
      AUTHORIZATION_SERVER,
      "looks at what was allowed",
      "RFC 7009 §1",
      "The user may take back what a client was given, and needs no client for that: its consent, codes and tokens end at once."),
  PREFLIGHT(
      BROWSER,
      RESOURCE_SERVER,
      "asks whether a page may call",
      "Fetch, CORS protocol",
      "A web page of another origin may call only if the answer to OPTIONS allows its origin, its method and its header fields."),
  PAGE_LOGIN(
      BROWSER,
      RESOURCE_SERVER,
      "uses the landing page",
      "RFC 6749 §4.1",
      "The landing page is a client of the authorization server like any other."),
  OTHER(
      CLIENT,
      RESOURCE_SERVER,
      "asks for something else",
      "RFC 9110 §15.5.5",
      "Nothing is served at this path.");

  private final Lane from;
  private final Lane to;
  private final String words;
  private final String rule;
  private final String text;

  Kind(Lane from, Lane to, String words, String rule, String text) {
    this.from = from;
    this.to = to;
    this.words = words;
    this.rule = rule;
    this.text = text;
  }

  Lane from() {
    return from;
  }

  Lane to() {
    return to;
  }

  /** What the sender does, to be put after its name. */
  String words() {
    return words;
  }

  SpecReference spec() {
    return new SpecReference(rule, text);
  }

  /** As it stands in the view: {@code tool_call}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a client does this before it knows who it is to the authorization server. */
  boolean isDiscovery() {
    return this == CHALLENGE
        || this == RESOURCE_METADATA
        || this == SERVER_METADATA
        || this == WRONG_SERVER
        || this == PREFLIGHT
        || this == OTHER;
  }
}
