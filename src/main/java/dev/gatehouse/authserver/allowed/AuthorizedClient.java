package dev.gatehouse.authserver.allowed;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.store.ActiveGrant;
import dev.gatehouse.store.Consent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that one user allowed one client, whatever it came of.
 *
 * @param clientId whom
 * @param client null where it is no longer registered
 * @param consents what is remembered
 * @param grants what is still good
 */
record AuthorizedClient(
    String clientId, @Nullable Client client, List<Consent> consents, List<ActiveGrant> grants) {

  /** Sorted by use, the last first. */
  static final Comparator<AuthorizedClient> BY_USE =
      Comparator.comparing(AuthorizedClient::usedAt).reversed();

  AuthorizedClient {
    consents = List.copyOf(consents);
    grants = List.copyOf(grants);
  }

  String name() {
    return client == null ? clientId : client.name();
  }

  Scopes scopes() {
    return Stream.concat(
            consents.stream().map(Consent::scopes),
            grants.stream().map(given -> given.grant().scopes()))
        .reduce(Scopes.NONE, Scopes::plus)
        .minus(Scopes.OFFLINE_ACCESS);
  }

  List<String> resources() {
    return Stream.concat(
            consents.stream().map(consent -> consent.key().resource()),
            grants.stream().map(given -> given.grant().resource()))
        .distinct()
        .toList();
  }

  /** Where the client is sent back to: as remembered, and as it is registered. */
  List<String> redirectUris() {
    return Stream.concat(
            consents.stream().map(consent -> consent.key().redirectUri()),
            Stream.ofNullable(client).map(Client::redirectUris).flatMap(Collection::stream))
        .distinct()
        .toList();
  }

  Instant since() {
    return Stream.concat(
            consents.stream().map(Consent::givenAt), grants.stream().map(ActiveGrant::givenAt))
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  Instant usedAt() {
    return Stream.concat(
            consents.stream().map(Consent::givenAt), grants.stream().map(ActiveGrant::usedAt))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
