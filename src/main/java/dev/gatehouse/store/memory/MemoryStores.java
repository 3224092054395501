package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.Client;
import dev.gatehouse.store.RefreshRules;
import dev.gatehouse.store.Stores;
import dev.gatehouse.token.dpop.ProofIds;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Makes the stores in memory. */
public final class MemoryStores {
  private MemoryStores() {}

  /** With the pre-registered clients, which never leave; access tokens live no longer than the duration. */
  public static Stores create(
      Clock clock,
      List<Client> preRegistered,
      Duration accessTokenLifetime,
      RefreshRules refresh,
      Duration sessionIdleLifetime) {
    var revocations = new MemoryRevocations(clock);
    var consents = new MemoryConsents(clock);
    var grants = new MemoryGrants(clock, revocations, accessTokenLifetime, refresh);
    return new Stores(
        new MemoryClients(preRegistered, grants, consents),
        new MemoryPendingRequests(clock),
        new MemoryPushedRequests(clock),
        new MemoryAuthorizationCodes(clock, accessTokenLifetime),
        grants,
        consents,
        new MemoryBrowserSessions(clock, sessionIdleLifetime),
        revocations,
        new MemoryAssertionIds(clock, preRegistered.stream().map(Client::id).toList()),
        proofIds(clock));
  }

  /** The used DPoP proofs of one server. */
  public static ProofIds proofIds(Clock clock) {
    return new MemoryProofIds(clock);
  }
}
