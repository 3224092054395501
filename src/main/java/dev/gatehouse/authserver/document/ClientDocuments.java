package dev.gatehouse.authserver.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.authserver.client.ClientDirectory;
import dev.gatehouse.authserver.outbound.Fetched;
import dev.gatehouse.authserver.outbound.GuardedFetcher;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.uri.ClientIdUrl;
import dev.gatehouse.oauth.uri.FetchUrl;
import dev.gatehouse.store.RecordBytes;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The clients that documents describe, draft on client documents §4: fetched when they are asked for and kept as long as HTTP says, within
 * bounds (§4.4). What is wrong is not kept. Every endpoint finds a client here alike, so that a document that changed counts for codes and
 * refresh tokens too; these stay bound to the URL.
 */
public final class ClientDocuments implements ClientDirectory {
  private static final int LONGEST = 10 * 1024; // §6.6
  /** The heap of all that are kept. */
  public static final long MOST_BYTES = 6 << 20; // some 4,000 of the usual size

  private static final String WITHOUT_INTERNET =
      "; where this server has no way to the internet, start it with --cimd off";

  private record Kept(Client client, Instant until) {}

  private final GuardedFetcher fetcher;
  private final ClientDocumentReader reader;
  private final boolean loopback;
  private final Clock clock;
  private final Decisions decisions;
  private final Cache<String, Kept> kept = Caffeine.newBuilder()
      .maximumWeight(MOST_BYTES)
      .weigher((String id, Kept one) -> (int) RecordBytes.of(one.client()))
      .build();

  /** Loopback allows documents on this computer. */
  public ClientDocuments(
      GuardedFetcher fetcher,
      ClientDocumentReader reader,
      boolean loopback,
      Clock clock,
      Decisions decisions) {
    this.fetcher = fetcher;
    this.reader = reader;
    this.loopback = loopback;
    this.clock = clock;
    this.decisions = decisions;
  }

  @Override
  public Future<Client> find(String clientId) {
    return fresh(clientId).map(Future::succeededFuture).orElseGet(() -> fetch(clientId));
  }

  private Optional<Client> fresh(String clientId) {
    return Optional.ofNullable(kept.getIfPresent(clientId))
        .filter(one -> clock.instant().isBefore(one.until()))
        .map(Kept::client);
  }

  private Future<Client> fetch(String clientId) {
    String fault = ClientIdUrl.fault(clientId, loopback);
    if (!fault.isEmpty()) {
      return Future.failedFuture(OAuthException.of(
          OAuthError.INVALID_CLIENT,
          Cause.CLIENT_DOCUMENT_URL_INVALID,
          "client_id " + fault + " (draft-ietf-oauth-client-id-metadata-document section 3)"));
    }
    return fetcher
        .fetch(FetchUrl.of(clientId), LONGEST)
        .recover(failure ->
            ClientDocumentErrors.explain("the document at client_id", failure, WITHOUT_INTERNET))
        .map(document -> fresh(clientId).orElseGet(() -> keep(clientId, document)));
  }

  private Client keep(String clientId, Fetched document) {
    Client client = reader.read(clientId, document.body());
    kept.put(clientId, new Kept(client, clock.instant().plus(document.freshFor())));
    decisions
        .granted(Step.CLIENT_DOCUMENT)
        .client(clientId)
        .detail("name", client.name())
        .detail("auth", client.authMethod().wire())
        .redirects(client.redirectUris())
        .detail("kept_seconds", Long.toString(document.freshFor().toSeconds()))
        .announce();
    return client;
  }
}
