package dev.gatehouse.authserver.allowed;

import static java.util.stream.Collectors.groupingBy;

import dev.gatehouse.store.ActiveGrant;
import dev.gatehouse.store.Clients;
import dev.gatehouse.store.Consent;
import dev.gatehouse.store.Consents;
import dev.gatehouse.store.Grants;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What users allowed: what is remembered, and the grants of which something is still good. */
public final class AuthorizedClients {
  private final Consents consents;
  private final Grants grants;
  private final Clients clients;

  public AuthorizedClients(Consents consents, Grants grants, Clients clients) {
    this.consents = consents;
    this.grants = grants;
    this.clients = clients;
  }

  /** Of the user, one for each client, the last used first. */
  Future<List<AuthorizedClient>> of(String user) {
    Future<List<Consent>> remembered = consents.ofUser(user);
    Future<List<ActiveGrant>> given = grants.ofUser(user);
    return Future.all(remembered, given)
        .compose(both -> grouped(remembered.result(), given.result()));
  }

  /** Ends all that the user allowed the client: what is remembered, codes, refresh tokens and access tokens. */
  Future<Void> end(String user, String clientId) {
    return consents.forget(user, clientId).compose(forgotten -> grants.withdraw(user, clientId));
  }

  // Each list once, however many clients there are.
  private Future<List<AuthorizedClient>> grouped(
      List<Consent> remembered, List<ActiveGrant> given) {
    Map<String, List<Consent>> consentsOf =
        remembered.stream().collect(groupingBy(consent -> consent.key().clientId()));
    Map<String, List<ActiveGrant>> grantsOf =
        given.stream().collect(groupingBy(one -> one.grant().clientId()));
    Set<String> ids = new LinkedHashSet<>(consentsOf.keySet());
    ids.addAll(grantsOf.keySet());
    List<Future<AuthorizedClient>> all = ids.stream()
        .map(id -> clients
            .find(id)
            .map(found -> new AuthorizedClient(
                id,
                found.orElse(null),
                consentsOf.getOrDefault(id, List.of()),
                grantsOf.getOrDefault(id, List.of()))))
        .toList();
    return Future.all(all)
        .map(done ->
            all.stream().map(Future::result).sorted(AuthorizedClient.BY_USE).toList());
  }
}
