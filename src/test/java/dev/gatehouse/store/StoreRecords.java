package dev.gatehouse.store;

import dev.gatehouse.oauth.AuthorizationCode;
import dev.gatehouse.oauth.AuthorizationRequest;
import dev.gatehouse.oauth.Client;
import dev.gatehouse.oauth.ClientAuthMethod;
import dev.gatehouse.oauth.ClientKeys;
import dev.gatehouse.oauth.Grant;
import dev.gatehouse.oauth.GrantTypes;
import dev.gatehouse.oauth.LoginWish;
import dev.gatehouse.oauth.Registration;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.store.RefreshToken.Standing;
import dev.gatehouse.testing.MovableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** Empty stores, and the records that the tests put there. */
public abstract class StoreRecords {
  /** Access tokens live an hour. */
  protected static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

  /** Refresh tokens are good for 16 days unless they are used, and races end after 10 s. */
  protected static final RefreshRules REFRESH =
      new RefreshRules(Duration.ofDays(16), Duration.ofSeconds(10));

  /** Browser sessions end when they are not used for an hour. */
  protected static final Duration SESSION_IDLE = Duration.ofHours(1);

  protected final MovableClock clock = new MovableClock();
  final Instant start = clock.instant();
  Stores stores;

  /** Empty stores, but for the clients. */
  protected abstract Stores create(List<Client> preRegistered);

  @BeforeEach
  final void createStores() {
    stores = create(List.of(client("known")));
  }

  final Client client(String id) {
    return client(id, "http://localhost/cb");
  }

  final Client client(String id, String redirectUri) {
    return new Client(
        id,
        "",
        ClientKeys.NONE,
        ClientAuthMethod.NONE,
        "Client " + id,
        "",
        List.of(redirectUri),
        GrantTypes.OF_USERS,
        Scopes.NONE,
        Scopes.NONE,
        false,
        false,
        start,
        new Registration("token of " + id, Map.of()));
  }

  final Grant grant(String id) {
    return grant(id, "client");
  }

  final Grant grant(String id, String clientId) {
    return new Grant(
        id,
        clientId,
        "alice",
        "operator",
        Scopes.of("mcp.read"),
        "http://localhost/mcp",
        "",
        start.plus(Duration.ofDays(30)));
  }

  final AuthorizationCode code(String hash) {
    return new AuthorizationCode(
        hash,
        grant("grant of " + hash),
        "http://localhost/cb",
        "challenge",
        start.plus(Duration.ofMinutes(10)));
  }

  final PendingRequest pending(String id) {
    return pending(id, "sender");
  }

  final PendingRequest pending(String id, String sender) {
    return new PendingRequest(
        id, "browser", sender, request(), start, start.plus(Duration.ofMinutes(10)));
  }

  final PushedRequest pushed(String hash) {
    return pushed(hash, "sender");
  }

  final PushedRequest pushed(String hash, String sender) {
    return new PushedRequest(hash, sender, request(), start.plus(Duration.ofSeconds(60)));
  }

  private AuthorizationRequest request() {
    return new AuthorizationRequest(
        client("c"),
        "http://localhost/cb",
        null,
        Scopes.of("mcp.read"),
        "http://localhost/mcp",
        "challenge",
        "",
        false,
        new LoginWish(Set.of(), null, ""));
  }

  final BrowserSession session(String key) {
    return new BrowserSession(key, "browser", "alice", start, start.plus(Duration.ofHours(8)));
  }

  final Standing rotated(String hash, String successor) {
    return get(stores.grants().rotate(hash, successor)).orElseThrow().standing();
  }

  final Standing standing(String hash) {
    return get(stores.grants().find(hash)).orElseThrow().standing();
  }

  static <T> T get(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
