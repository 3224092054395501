package dev.gatehouse.authserver.identity;

import dev.gatehouse.oauth.Scopes;
import java.util.Map;

/** Which scopes may be minted for whom: a user has a ring, and the settings list the scopes of each ring. */
public final class RingPolicy {
  private final Map<String, Scopes> rings;

  /** The scopes of each ring, by its name. */
  public RingPolicy(Map<String, Scopes> rings) {
    this.rings = Map.copyOf(rings);
  }

  /** The scopes that may be minted for users of the ring; none for a ring that the settings do not name. */
  public Scopes mintable(String ring) {
    return rings.getOrDefault(ring, Scopes.NONE);
  }

  /** Of the requested scopes those that a user of the ring can grant. */
  public Scopes grantable(Scopes requested, String ring) {
    return requested.and(mintable(ring));
  }
}
