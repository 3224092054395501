package dev.gatehouse.store;

/** All that the authorization server remembers, for the composition root to hand around. */
public record Stores(
    Clients clients,
    PendingRequests pendingRequests,
    PushedRequests pushedRequests,
    AuthorizationCodes codes,
    Grants grants,
    Consents consents,
    BrowserSessions sessions,
    Revocations revocations,
    AssertionIds assertionIds) {}
