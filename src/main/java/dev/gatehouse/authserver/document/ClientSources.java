package dev.gatehouse.authserver.document;

import dev.gatehouse.authserver.client.ClientDirectory;
import dev.gatehouse.authserver.client.ClientKeySource;
import dev.gatehouse.authserver.outbound.AddressPolicy;
import dev.gatehouse.authserver.outbound.GuardedFetcher;
import dev.gatehouse.authserver.outbound.Outbound;
import dev.gatehouse.authserver.registration.MetadataRules;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.settings.model.AuthServerSettings;
import dev.gatehouse.store.Clients;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * Where clients and their keys are found; one for all event loops, so that they share what was fetched.
 *
 * @param directory registered and described ones
 * @param keys inline and fetched ones
 */
public record ClientSources(ClientDirectory directory, ClientKeySource keys) {
  /** Registered clients, then documents on servers that are reached in this way. */
  public static ClientSources of(
      Vertx vertx,
      Outbound outbound,
      Clients registered,
      AuthServerSettings own,
      Clock clock,
      Decisions decisions) {
    boolean loopback = own.cimd().allowLoopback();
    var rules = new MetadataRules(Scopes.of(own.access().scopes().keySet()), loopback);
    var fetcher = new GuardedFetcher(vertx, outbound, AddressPolicy.of(loopback), clock);
    var documents = new ClientDocuments(
        fetcher, new ClientDocumentReader(rules, clock), loopback, clock, decisions);
    ClientDirectory described = own.cimd().on() ? documents : ClientSources::refused;
    return new ClientSources(
        new KnownClients(registered, described), new FetchedKeys(fetcher, clock, decisions));
  }

  private static Future<Client> refused(String clientId) {
    return Future.failedFuture(OAuthException.of(
        OAuthError.INVALID_CLIENT,
        Cause.CLIENT_DOCUMENTS_OFF,
        "this server takes no client ID metadata documents: register the client first"));
  }
}
