package dev.gatehouse.authserver.document;

import dev.gatehouse.authserver.outbound.FetchException;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import io.vertx.core.Future;

/**
 * What a client is told of a document that could not be had: {@code invalid_client}, but not where it is a matter of time, for a client
 * would throw its tokens away.
 */
final class ClientDocumentErrors {
  private ClientDocumentErrors() {}

  /** Says what it is about, and the fault; to the operator also the way out of one that stays. Other failures stay as they are. */
  static <T> Future<T> explain(String subject, Throwable failure, String wayOut) {
    if (!(failure instanceof FetchException fault)) {
      return Future.failedFuture(failure);
    }
    return Future.failedFuture(OAuthException.of(
        fault.isPassing() ? OAuthError.TEMPORARILY_UNAVAILABLE : OAuthError.INVALID_CLIENT,
        fault.isPassing() ? Cause.CLIENT_DOCUMENT_UNREACHABLE : Cause.CLIENT_DOCUMENT_INVALID,
        subject + ' ' + fault.fault(),
        subject + ' ' + fault.reason() + (fault.isPassing() ? wayOut : "")));
  }
}
