package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.Client;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.store.Stores;
import dev.gatehouse.token.dpop.DpopProofIds;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Makes the stores in memory. */
public final class MemoryStores {
  private MemoryStores() {}

  /** With the pre-registered clients, which never leave; access tokens live no longer than the duration. */
  public static Stores create(
      Clock clock, Secrets secrets, List<Client> preRegistered, Duration accessTokenLifetime) {
    var revocations = new MemoryRevocations(clock, accessTokenLifetime);
    var consents = new MemoryConsents(clock);
    var grants = new MemoryGrants(clock, revocations, accessTokenLifetime);
    return new Stores(
        new MemoryClients(clock, preRegistered, grants, consents),
        new MemoryPendingRequests(clock),
        new MemoryPushedRequests(clock),
        new MemoryAuthorizationCodes(clock, accessTokenLifetime),
        grants,
        consents,
        new MemoryBrowserSessions(clock),
        revocations,
        new MemoryAssertionIds(clock, secrets),
        new MemoryProofIds(clock, StoreBudgets.PROOF_IDS_OF_TOKEN_REQUESTS, secrets));
  }

  /** The heap that all of them may hold, those of the resource server included. */
  public static long bytes() {
    return StoreBudgets.bytes() + (long) UsedIds.UNIT * StoreBudgets.PROOF_IDS;
  }

  /** The used DPoP proofs of a resource server. */
  public static DpopProofIds proofIds(Clock clock, Secrets secrets) {
    return new MemoryProofIds(clock, StoreBudgets.PROOF_IDS, secrets);
  }
}
