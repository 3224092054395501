package dev.gatehouse.store;

import dev.gatehouse.token.dpop.DpopProofIds;

/** All that the authorization server remembers, for the composition root to hand around. */
public interface Stores {
  Clients clients();

  PendingRequests pendingRequests();

  PushedRequests pushedRequests();

  AuthorizationCodes codes();

  Grants grants();

  Consents consents();

  BrowserSessions sessions();

  Revocations revocations();

  AssertionIds assertionIds();

  DpopProofIds proofIds();
}
