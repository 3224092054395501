package dev.gatehouse.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What users need not be asked again. Bounded: when full, whoever holds most loses the oldest consent. */
public interface Consents {
  /**
   * Remembers what the function makes of what was remembered under the key, in its place. Nobody else changes it in between; the function
   * has no other effect, since it may be called again.
   */
  Future<Void> update(Consent.Key key, Function<Optional<Consent>, Consent> change);

  Future<Optional<Consent>> find(Consent.Key key);

  /** All that the user gave. */
  Future<List<Consent>> ofUser(String user);

  /** Forgets what the user gave the client. */
  Future<Void> forget(String user, String clientId);
}
