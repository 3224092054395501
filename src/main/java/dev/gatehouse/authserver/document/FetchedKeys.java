package dev.gatehouse.authserver.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.authserver.client.ClientKeySource;
import dev.gatehouse.authserver.outbound.Fetched;
import dev.gatehouse.authserver.outbound.GuardedFetcher;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.jose.ClientJwks;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientKeys;
import dev.gatehouse.oauth.uri.FetchUrl;
import dev.gatehouse.store.RecordBytes;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keys that are with the client, or at its {@code jwks_uri}: fetched at the first assertion, kept as long as HTTP says. An unknown
 * {@code kid} may be a new key, so the set is fetched again, but not more than once in {@link #PAUSE}: anyone can make names up.
 */
public final class FetchedKeys implements ClientKeySource {
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final int LONGEST = 32 * 1024;
  /** The heap of all that are kept. */
  public static final long MOST_BYTES = 4 << 20; // some 1,000 sets of a key

  private record Kept(ClientKeys keys, Instant fetched, Instant until) {}

  private final GuardedFetcher fetcher;
  private final Clock clock;
  private final Decisions decisions;
  private final Cache<String, Kept> kept = Caffeine.newBuilder()
      .maximumWeight(MOST_BYTES)
      .weigher((String uri, Kept one) -> (int) RecordBytes.of(one.keys()))
      .build();

  public FetchedKeys(GuardedFetcher fetcher, Clock clock, Decisions decisions) {
    this.fetcher = fetcher;
    this.clock = clock;
    this.decisions = decisions;
  }

  @Override
  public Future<ClientKeys> keys(Client client, String kid) {
    String uri = client.keys().uri();
    if (uri.isEmpty()) {
      return Future.succeededFuture(client.keys());
    }
    Kept known = kept.getIfPresent(uri);
    Instant now = clock.instant();
    if (known == null || !now.isBefore(known.until())) {
      return fetch(client);
    }
    boolean enough =
        known.keys().named(kid).isPresent() || now.isBefore(known.fetched().plus(PAUSE));
    return enough ? Future.succeededFuture(known.keys()) : fetch(client);
  }

  private Future<ClientKeys> fetch(Client client) {
    String uri = client.keys().uri();
    return fetcher
        .fetch(FetchUrl.of(uri), LONGEST)
        .recover(failure -> ClientDocumentErrors.explain("the JWK Set at jwks_uri", failure, ""))
        .map(document -> keep(client, document));
  }

  private ClientKeys keep(Client client, Fetched document) {
    ClientKeys keys = read(document);
    Instant now = clock.instant();
    kept.put(client.keys().uri(), new Kept(keys, now, now.plus(document.freshFor())));
    decisions
        .granted(Step.CLIENT_DOCUMENT)
        .client(client.id())
        .detail("kind", "jwks_uri")
        .detail("keys", Integer.toString(keys.keys().size()))
        .announce();
    return keys;
  }

  private static ClientKeys read(Fetched document) {
    try {
      return ClientJwks.readUsable(StrictJson.BODY.object(document.body()).getMap());
    } catch (MalformedJsonException malformed) {
      throw refused(malformed.fault());
    } catch (OAuthException fault) {
      throw refused(fault.description());
    }
  }

  private static OAuthException refused(String fault) {
    return OAuthException.of(
        OAuthError.INVALID_CLIENT,
        Cause.CLIENT_DOCUMENT_INVALID,
        "the JWK Set at jwks_uri was not accepted: " + fault);
  }
}
