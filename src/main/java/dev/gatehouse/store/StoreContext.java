package dev.gatehouse.store;

import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.crypto.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What a store must know to be opened.
 *
 * @param clock by which records end
 * @param secrets for random values
 * @param configuredClients clients of the settings: known without registration, never evicted
 * @param accessTokenLifetime how long a revocation matters
 */
public record StoreContext(
    Clock clock, Secrets secrets, List<Client> configuredClients, Duration accessTokenLifetime) {
  public StoreContext {
    configuredClients = List.copyOf(configuredClients);
  }
}
