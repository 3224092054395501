package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.store.AssertionIds;
import dev.gatehouse.store.AuthorizationCodes;
import dev.gatehouse.store.BrowserSessions;
import dev.gatehouse.store.Clients;
import dev.gatehouse.store.Consents;
import dev.gatehouse.store.Grants;
import dev.gatehouse.store.PendingRequests;
import dev.gatehouse.store.PushedRequests;
import dev.gatehouse.store.Revocations;
import dev.gatehouse.store.StoreContext;
import dev.gatehouse.store.Stores;
import dev.gatehouse.token.dpop.DpopProofIds;
import java.time.Clock;
import java.time.Duration;

/** The stores in memory. */
public final class MemoryStores implements Stores {
  private final Clients clients;
  private final PendingRequests pendingRequests;
  private final PushedRequests pushedRequests;
  private final AuthorizationCodes codes;
  private final MemoryGrants grants;
  private final MemoryConsents consents;
  private final BrowserSessions sessions;
  private final MemoryRevocations revocations;
  private final AssertionIds assertionIds;
  private final DpopProofIds proofIds;

  private MemoryStores(StoreContext context) {
    Clock clock = context.clock();
    Secrets secrets = context.secrets();
    Duration accessTokenLifetime = context.accessTokenLifetime();
    revocations = new MemoryRevocations(clock, accessTokenLifetime);
    consents = new MemoryConsents(clock);
    grants = new MemoryGrants(clock, revocations, accessTokenLifetime);
    clients = new MemoryClients(clock, context.configuredClients(), grants, consents);
    pendingRequests = new MemoryPendingRequests(clock);
    pushedRequests = new MemoryPushedRequests(clock);
    codes = new MemoryAuthorizationCodes(clock, accessTokenLifetime);
    sessions = new MemoryBrowserSessions(clock);
    assertionIds = new MemoryAssertionIds(clock, secrets);
    proofIds = new MemoryProofIds(clock, StoreBudgets.PROOF_IDS_OF_TOKEN_REQUESTS, secrets);
  }

  /** All of them, empty but for the configured clients. */
  public static Stores create(StoreContext context) {
    return new MemoryStores(context);
  }

  /** The heap that all of them may hold, those of the resource server included. */
  public static long bytes() {
    return StoreBudgets.bytes() + (long) UsedIds.UNIT * StoreBudgets.PROOF_IDS;
  }

  /** The used DPoP proofs of a resource server. */
  public static DpopProofIds proofIds(Clock clock, Secrets secrets) {
    return new MemoryProofIds(clock, StoreBudgets.PROOF_IDS, secrets);
  }

  @Override
  public Clients clients() {
    return clients;
  }

  @Override
  public PendingRequests pendingRequests() {
    return pendingRequests;
  }

  @Override
  public PushedRequests pushedRequests() {
    return pushedRequests;
  }

  @Override
  public AuthorizationCodes codes() {
    return codes;
  }

  @Override
  public Grants grants() {
    return grants;
  }

  @Override
  public Consents consents() {
    return consents;
  }

  @Override
  public BrowserSessions sessions() {
    return sessions;
  }

  @Override
  public Revocations revocations() {
    return revocations;
  }

  @Override
  public AssertionIds assertionIds() {
    return assertionIds;
  }

  @Override
  public DpopProofIds proofIds() {
    return proofIds;
  }
}
