package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.store.memory.MemoryStores;
import dev.gatehouse.testing.HeapSize;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All stores in memory, full: what the heap must have room for, CWE-770. */
class FullStoresTest extends StoreRecords {
  private static final long MB = 1 << 20;

  @Override
  protected Stores create(List<Client> preRegistered) {
    return MemoryStores.create(
        new StoreContext(clock, new Secrets(new SecureRandom()), preRegistered, TOKEN_LIFETIME));
  }

  @Test
  void cost_no_more_heap_than_the_handbook_says() {
    long grown = HeapSize.grownBy(() -> {
      for (int i = 0; i < 60_000; i++) {
        fill(i, "user " + i % 9_000);
      }
    });
    assertThat(grown).isBetween(20 * MB, 96 * MB);
  }

  private void fill(int i, String user) {
    get(stores.clients().register(client("n" + i), network("n" + i)));
    authorize(client("c" + i), user);
    opened(grant("g" + i, "c" + i, user), "r" + i);
    rotate("r" + i, "s" + i);
    get(stores.pendingRequests().save(pending("u" + i, Owner.user(user))));
    get(stores.pendingRequests().save(pending("n" + i, network("n" + i))));
    get(stores.pushedRequests().save(pushed("u" + i, Owner.client("c" + i))));
    get(stores.pushedRequests().save(pushed("n" + i, network("n" + i))));
    get(stores.codes().save(code("code " + i, user)));
    save(session("a session, as long as they are, and it is " + i, user));
    get(stores.revocations().revokeToken(token(user, "c" + i, "a grant, as long as it is." + i)));
    get(stores
        .assertionIds()
        .use(network("n" + i), "c" + i, "a" + i, clock.instant().plusSeconds(300)));
    get(stores
        .proofIds()
        .use(List.of("n" + i, "c" + i), "key", "p" + i, clock.instant().plusSeconds(300)));
    var key = new Consent.Key(user, "c" + i, "https://app.example/cb", "http://localhost/mcp");
    var end = clock.instant().plus(Duration.ofDays(30));
    var consent = new Consent(
        key,
        Secrets.sha256("shown " + i),
        Scopes.parse("mcp.read mcp.write"),
        clock.instant(),
        end);
    remember(consent);
  }
}
