package dev.gatehouse.store;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientAuthMethod;
import dev.gatehouse.oauth.client.ClientDescription;
import dev.gatehouse.oauth.client.ClientKeys;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.oauth.client.Registration;
import dev.gatehouse.oauth.grant.AuthorizationCode;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.oauth.grant.CodeBinding;
import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.oauth.grant.LoginRequirements;
import dev.gatehouse.oauth.grant.RefreshPolicy;
import dev.gatehouse.oauth.grant.RefreshPolicy.Use;
import dev.gatehouse.oauth.grant.RefreshToken;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** Empty stores, and the records that the tests put there. */
public abstract class StoreRecords {
  /** Access tokens live an hour. */
  protected static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

  /** Refresh tokens are good for 16 days unless they are used, and races end after 10 s. */
  protected static final RefreshPolicy REFRESH =
      new RefreshPolicy(Duration.ofDays(16), Duration.ofSeconds(10));

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
        new ClientDescription(
            ClientAuthMethod.NONE,
            ClientKeys.NONE,
            "Client " + id,
            "",
            List.of(redirectUri),
            GrantTypes.OF_USERS,
            Scopes.NONE,
            false),
        Scopes.NONE,
        false,
        start,
        new Registration("token of " + id, Map.of()));
  }

  final Grant grant(String id) {
    return grant(id, "client");
  }

  final Grant grant(String id, String clientId) {
    return grant(id, clientId, "alice");
  }

  final Grant grant(String id, String clientId, String subject) {
    return new Grant(
        id,
        clientId,
        subject,
        "operator",
        Scopes.of("mcp.read"),
        "http://localhost/mcp",
        "",
        start.plus(Duration.ofDays(30)));
  }

  final AuthorizationCode code(String hash) {
    return code(hash, "alice");
  }

  final AuthorizationCode code(String hash, String subject) {
    return new AuthorizationCode(
        hash,
        grant("grant of " + hash, "client", subject),
        "http://localhost/cb",
        "challenge",
        start.plus(Duration.ofMinutes(10)));
  }

  final PendingRequest pending(String id) {
    return pending(id, network("sender"));
  }

  final PendingRequest pending(String id, Owner sender) {
    return new PendingRequest(
        id, "browser", sender, request(), start, start.plus(Duration.ofMinutes(10)));
  }

  final PushedRequest pushed(String hash) {
    return pushed(hash, network("sender"));
  }

  final PushedRequest pushed(String hash, Owner sender) {
    return new PushedRequest(hash, sender, request(), start.plus(Duration.ofSeconds(60)));
  }

  private AuthorizationRequest request() {
    return new AuthorizationRequest(
        client("c"),
        "http://localhost/cb",
        null,
        Scopes.of("mcp.read"),
        "http://localhost/mcp",
        new CodeBinding("challenge", ""),
        false,
        new LoginRequirements(Set.of(), null, ""));
  }

  static Owner network(String name) {
    return Owner.network(name, name);
  }

  /** Registers it from somewhere. */
  final void register(Client client) {
    get(stores.clients().register(client, network("sender")));
  }

  /** Registers it, and the user authorizes it. */
  final void authorize(Client client, String user) {
    register(client);
    get(stores.clients().authorized(client.id(), user));
  }

  /** Begins a grant and gives it its first refresh token. */
  final boolean opened(Grant grant, String refreshHash) {
    get(stores.grants().begin(grant, clock.instant().plus(Duration.ofMinutes(10))));
    return open(grant, refreshHash);
  }

  final AccessToken token(String subject, String clientId, String id) {
    return new AccessToken(
        "http://localhost",
        subject,
        "http://localhost/mcp",
        clientId,
        id,
        Scopes.NONE,
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        clock.instant().plus(TOKEN_LIFETIME),
        "",
        "");
  }

  final boolean isRevoked(AccessToken token) {
    return get(stores.revocations().isRevoked(token));
  }

  final BrowserSession session(String key) {
    return session(key, "alice");
  }

  final BrowserSession session(String key, String user) {
    return new BrowserSession(
        key, "browser", user, "operator", start, start.plus(Duration.ofHours(8)));
  }

  final void save(BrowserSession session) {
    get(stores.sessions().save(session, clock.instant().plus(SESSION_IDLE)));
  }

  final Optional<BrowserSession> use(String key) {
    return get(stores.sessions().use(key, clock.instant().plus(SESSION_IDLE)));
  }

  /** Remembers the consent in place of what there was. */
  final void remember(Consent consent) {
    get(stores.consents().update(consent.key(), before -> consent));
  }

  final boolean open(Grant grant, String refreshHash) {
    Instant expiry = REFRESH.expiry(grant, clock.instant());
    return get(stores.grants().open(grant, refreshHash, expiry));
  }

  final Optional<RefreshToken> rotate(String hash, String successor) {
    return get(stores.grants().rotate(hash, successor, refreshExpiry(hash)));
  }

  final Optional<RefreshToken> keep(String hash) {
    return get(stores.grants().keep(hash, refreshExpiry(hash)));
  }

  private Instant refreshExpiry(String hash) {
    return get(stores.grants().find(hash))
        .map(found -> REFRESH.expiry(found.grant(), clock.instant()))
        .orElse(clock.instant());
  }

  /** What the use of the refresh token was, which put the successor in its place if it was the first. */
  final Use rotated(String hash, String successor) {
    return REFRESH.use(rotate(hash, successor).orElseThrow(), clock.instant());
  }

  /** What a use of the refresh token would be. */
  final Use nextUse(String hash) {
    return REFRESH.use(get(stores.grants().find(hash)).orElseThrow(), clock.instant());
  }

  static <T> T get(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
