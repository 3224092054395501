package dev.gatehouse.store;

import dev.gatehouse.oauth.Scopes;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What users need not be asked again. */
public interface Consents {
  /**
   * Remembers it in place of what was remembered under its key. Scopes of before that were not asked for this time stay, if the client
   * is what it was; those that were asked for and are not among the new ones go. Of a user who has too many, the eldest goes.
   */
  Future<Void> remember(Consent consent, Scopes asked);

  Future<Optional<Consent>> find(Consent.Key key);

  /** All that the user gave. */
  Future<List<Consent>> ofUser(String user);

  /** Forgets what the user gave the client. */
  Future<Void> forget(String user, String clientId);
}
