package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.Client;
import dev.gatehouse.store.StoreContract;
import dev.gatehouse.store.Stores;
import java.util.List;

/** The stores in memory keep the contract. */
class MemoryStoreTest extends StoreContract {
  @Override
  protected Stores create(List<Client> preRegistered) {
    return MemoryStores.create(clock, preRegistered, TOKEN_LIFETIME, REFRESH, SESSION_IDLE);
  }
}
