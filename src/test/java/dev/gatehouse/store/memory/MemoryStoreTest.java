package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.store.StoreContext;
import dev.gatehouse.store.StoreContract;
import dev.gatehouse.store.Stores;
import java.security.SecureRandom;
import java.util.List;

/** The stores in memory keep the contract. */
class MemoryStoreTest extends StoreContract {
  @Override
  protected Stores create(List<Client> preRegistered) {
    return MemoryStores.create(
        new StoreContext(clock, new Secrets(new SecureRandom()), preRegistered, TOKEN_LIFETIME));
  }
}
