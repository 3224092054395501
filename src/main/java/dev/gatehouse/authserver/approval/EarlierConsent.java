package dev.gatehouse.authserver.approval;

import dev.gatehouse.oauth.Scopes;
import java.time.Instant;

/**
 * What a user allowed a client before the request at hand, at the same resource.
 *
 * @param scopes what is remembered, or else what living grants still give
 * @param remembered of these, what {@link ConsentMemory} recalls: the client is certainly the same
 * @param since when the latest of it was allowed; {@link Instant#EPOCH} where nothing was
 */
public record EarlierConsent(Scopes scopes, Scopes remembered, Instant since) {
  /** Nothing. */
  public static final EarlierConsent NONE =
      new EarlierConsent(Scopes.NONE, Scopes.NONE, Instant.EPOCH);

  /** Whether it is nothing. */
  public boolean isNothing() {
    return scopes.isEmpty();
  }
}
