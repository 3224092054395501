package dev.gatehouse.console.run;

import static dev.gatehouse.console.run.Lane.BROWSER;
import static dev.gatehouse.console.run.Lane.CLIENT;
import static dev.gatehouse.console.run.Lane.RESOURCE_SERVER;

import dev.gatehouse.handshake.Step;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the view says of an exchange that is that step: who sends it, in which words, after which
 * rule.
 *
 * @param wire what it is called in the view and in exported files
 * @param from who sends it
 * @param words what the sender does, to be put after its name
 * @param spec the rule
 */
record StepDescription(String wire, Lane from, String words, SpecReference spec) {
  /** Of those that an exchange can be; the others stand for decisions alone. */
  private static final Map<Step, StepDescription> ALL = Map.ofEntries(
      entry(
          Step.CHALLENGE,
          CLIENT,
          "asks without a token",
          "RFC 9728 §5.1",
          "A request without a token gets 401 and, in WWW-Authenticate, the address of the resource's metadata (resource_metadata)."),
      entry(
          Step.RESOURCE_METADATA,
          CLIENT,
          "reads the metadata of the resource",
          "RFC 9728 §3.3",
          "The client checks that resource is the URL it was given, and takes from authorization_servers who issues tokens for it."),
      entry(
          Step.SERVER_METADATA,
          CLIENT,
          "reads the metadata of the authorization server",
          "RFC 8414 §3.3",
          "The client checks that issuer is the name it asked for, and learns the endpoints and what is supported."),
      entry(
          Step.WRONG_SERVER,
          CLIENT,
          "takes the resource server for the authorization server",
          "RFC 9728 §5",
          "Who issues tokens stands in the metadata of the resource. Since MCP 2025-06-18 the resource server is not asked for it."),
      entry(
          Step.JWKS,
          RESOURCE_SERVER,
          "fetches the public keys",
          "RFC 9068 §4",
          "The resource server checks a token's signature with the keys of the issuer, which stand at jwks_uri."),
      entry(
          Step.REGISTRATION,
          CLIENT,
          "registers itself",
          "RFC 7591 §3",
          "The client says its name and the addresses it comes back to (redirect_uris), and gets a client_id."),
      entry(
          Step.PUSHED_REQUEST,
          CLIENT,
          "pushes the authorization request",
          "RFC 9126 §2",
          "The client sends the request itself and gets a request_uri, so that nothing of it stands in the browser's address."),
      entry(
          Step.AUTHORIZATION_REQUEST,
          BROWSER,
          "brings the authorization request",
          "RFC 7636 §4.3",
          "The client opens a browser with what it wants (scope, resource), where to come back to (redirect_uri), and the hash of a secret that only it knows (code_challenge)."),
      entry(
          Step.LOGIN_PAGE,
          BROWSER,
          "opens the login page",
          "RFC 6749 §3.1",
          "The authorization server must know who is asked. How it finds out is its own business; the client never sees the password."),
      entry(
          Step.LOGIN,
          BROWSER,
          "logs in",
          "RFC 6749 §3.1",
          "The authorization server must know who is asked. How it finds out is its own business; the client never sees the password."),
      entry(
          Step.CONSENT_PAGE,
          BROWSER,
          "opens the consent page",
          "RFC 6749 §4.1.1",
          "The user is shown which client wants what, and where it comes back to."),
      entry(
          Step.CONSENT,
          BROWSER,
          "answers the consent page",
          "RFC 6749 §4.1.2",
          "The answer goes back to the redirect_uri: a code that works once and for a short time, the state of the client, and who it is from (iss, RFC 9207)."),
      entry(
          Step.TOKEN,
          CLIENT,
          "redeems the code",
          "RFC 7636 §4.6",
          "The client shows the secret itself (code_verifier). Only if its SHA-256 is the code_challenge of the request does the code become a token."),
      entry(
          Step.CLIENT_CREDENTIALS,
          CLIENT,
          "asks for a token of its own",
          "RFC 6749 §4.4",
          "A program that acts for itself proves who it is and gets a token without a user, and without a refresh token."),
      entry(
          Step.REFRESH,
          CLIENT,
          "refreshes the token",
          "RFC 6749 §6",
          "A refresh token becomes a new access token, with at most the scopes that were granted. It is rotated: the old one ends (RFC 9700 §4.14)."),
      entry(
          Step.MCP_OPEN,
          CLIENT,
          "introduces itself",
          "MCP lifecycle",
          "Client and server agree on a version of the protocol and say what they can do."),
      entry(
          Step.MCP_REQUEST,
          CLIENT,
          "sends a message",
          "RFC 6750 §2.1",
          "The token goes in the Authorization header of each request, never in the URL."),
      entry(
          Step.TOOL_CALL,
          CLIENT,
          "calls a tool",
          "RFC 9068 §4",
          "The token is checked before anything is read: signature, issuer, audience, lifetime. Then the scope that the tool needs."),
      entry(
          Step.STEP_UP,
          CLIENT,
          "calls a tool that its token does not reach",
          "RFC 6750 §3.1",
          "The token is good but lacks a scope: 403 with error=\"insufficient_scope\" and the scopes to ask for. The client goes back to the authorization server with those."),
      entry(
          Step.WHOAMI,
          CLIENT,
          "asks who it is",
          "RFC 6750 §2.1",
          "The token goes in the Authorization header of each request, never in the URL."),
      entry(
          Step.REVOCATION,
          CLIENT,
          "ends a token",
          "RFC 7009 §2.1",
          "The token ends at once; with a refresh token all that came from the same consent does. The answer is 200 even for a token that nobody knows."),
      entry(
          Step.INTROSPECTION,
          CLIENT,
          "asks about a token",
          "RFC 7662 §2.1",
          "Whoever authenticates may ask whether a token is alive and what it is for."),
      entry(
          Step.REGISTRATION_MANAGEMENT,
          CLIENT,
          "manages its registration",
          "RFC 7592 §2",
          "With the registration access token a client reads, replaces or deletes what it registered."),
      entry(
          Step.LOGOUT,
          BROWSER,
          "logs out",
          "RFC 6749 §10.12",
          "The browser's session ends. Tokens that clients hold live on until they expire or are revoked."),
      entry(
          Step.ALLOWED,
          BROWSER,
          "looks at what was allowed",
          "RFC 7009 §1",
          "The user may take back what a client was given, and needs no client for that: its consent, codes and tokens end at once."),
      entry(
          Step.PREFLIGHT,
          BROWSER,
          "asks whether a page may call",
          "Fetch, CORS protocol",
          "A web page of another origin may call only if the answer to OPTIONS allows its origin, its method and its header fields."),
      entry(
          Step.PAGE_LOGIN,
          BROWSER,
          "uses the landing page",
          "RFC 6749 §4.1",
          "The landing page is a client of the authorization server like any other."),
      entry(
          Step.OTHER,
          CLIENT,
          "asks for something else",
          "RFC 9110 §15.5.5",
          "Nothing is served at this path."));

  static StepDescription of(Step step) {
    @Nullable StepDescription found = ALL.get(step);
    if (found == null) {
      throw new IllegalStateException("no exchange is a step " + step);
    }
    return found;
  }

  private static Map.Entry<Step, StepDescription> entry(
      Step step, Lane from, String words, String rule, String text) {
    return Map.entry(
        step, new StepDescription(wire(step), from, words, new SpecReference(rule, text)));
  }

  // Older than the names of the log; exported files have them.
  private static String wire(Step step) {
    return switch (step) {
      case AUTHORIZATION_REQUEST -> "authorize";
      case MCP_REQUEST -> "mcp";
      default -> step.wire();
    };
  }
}
