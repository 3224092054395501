package dev.gatehouse.authserver.authorize;

import dev.gatehouse.authserver.page.PageFault;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.uri.ClientIdUrl;

/** What people read of an authorization request that can go neither on nor back to its client, RFC 6749 §4.1.2.1. */
final class AuthorizationPages {
  private AuthorizationPages() {}

  /** The client has to register again, and only the person at the browser can make it do so. */
  private static PageFault forgottenClient(String sent, String redirectUri) {
    var fault = new PageFault(
        Cause.CLIENT_UNKNOWN,
        400,
        "This client is not known here",
        "No client is registered here with this client_id. This server keeps its clients in memory: a restart forgets those that"
            + " registered themselves.",
        "Make the client register again. NAME is what you called this server in the client.",
        "RFC 6749 §4.1.2.1");
    UnknownClientAdvice.likeliestFirst(redirectUri)
        .forEach(client -> fault.remedy(client.name(), client.how(), client.command()));
    return fault.sent("The client sent (client_id)", sent);
  }

  /** RFC 6749 §4.1.1: the request has one client_id. */
  static PageFault withoutClient(Cause cause, String happened, String sent) {
    var fault = new PageFault(
        cause,
        400,
        "This request does not say which client asks",
        happened,
        "Go back to the client and start the login there. If you are its developer: send client_id exactly once, the one that the"
            + " registration answered with (RFC 7591), or the URL of the client's metadata document.",
        "RFC 6749 §4.1.1");
    return sent.isEmpty() ? fault : fault.sent("The client sent (client_id)", sent);
  }

  /** Why no client was found with this id; failures of other kinds stay as they are. */
  static Throwable noSuchClient(Throwable failure, String sent, String redirectUri) {
    if (!(failure instanceof OAuthException refusal)) {
      return failure;
    }
    if (ClientIdUrl.isUrl(sent) && refusal.error() == OAuthError.TEMPORARILY_UNAVAILABLE) {
      return unavailableDocument(refusal, sent);
    }
    return ClientIdUrl.isUrl(sent)
        ? clientDocument(refusal.cause(), refusal.description(), sent)
        : forgottenClient(sent, redirectUri);
  }

  private static PageFault clientDocument(Cause cause, String happened, String sent) {
    return new PageFault(
            cause,
            400,
            "This client is not known here",
            "The client says who it is by the URL of a document (client_id), and that was of no use: "
                + happened
                + ".",
            "If you are the client's developer: correct the document or its URL; one on your own computer needs a server that was started with"
                + " --cimd-allow-loopback. If you are not: go back to the client, and tell its makers.",
            "draft-ietf-oauth-client-id-metadata-document §4")
        .sent("The client sent (client_id)", sent);
  }

  // One wording for a host that nobody has, one that leads inside, and one that does not answer.
  private static PageFault unavailableDocument(OAuthException refusal, String sent) {
    return new PageFault(
            refusal.cause(),
            400,
            "This client is not known here",
            "The client says who it is by the URL of a document (client_id), and "
                + refusal.description() + ".",
            "Try again in a minute. If this server has no way to the internet, start it with --cimd off: clients then register themselves"
                + " instead. A document on your own computer needs a server that was started with --cimd-allow-loopback. The log of this"
                + " server says more.",
            "draft-ietf-oauth-client-id-metadata-document §6.5")
        .because(refusal.reason())
        .sent("The client sent (client_id)", sent);
  }

  static PageFault redirectUri(Cause cause, String happened, Client client, String sent) {
    var fault = new PageFault(
        cause,
        400,
        "This request cannot continue",
        happened + ".",
        "If you are the client's developer: register the address, or send one that is registered, to the letter; only the port may"
            + " differ, and only on localhost, 127.0.0.1 and [::1]. If you are not: go back to the client.",
        "RFC 6749 §3.1.2.4");
    if (!sent.isEmpty()) {
      fault.sent("The client sent (redirect_uri)", sent);
    }
    return fault.expected("Registered for " + client.name(), client.redirectUris());
  }

  static PageFault noPushedRequest() {
    return new PageFault(
        Cause.PUSHED_REQUEST_UNKNOWN,
        400,
        "This request has ended",
        "The client prepared a request (request_uri) that was opened already, is older than a minute, or is another client's.",
        "Go back to the client and start again from there.",
        "RFC 9126 §4");
  }
}
