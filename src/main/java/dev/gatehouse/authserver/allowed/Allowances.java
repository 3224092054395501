package dev.gatehouse.authserver.allowed;

import dev.gatehouse.oauth.Client;
import dev.gatehouse.store.Clients;
import dev.gatehouse.store.Consent;
import dev.gatehouse.store.Consents;
import dev.gatehouse.store.GivenGrant;
import dev.gatehouse.store.Grants;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What users allowed: what is remembered, and the grants of which something is still good. */
public final class Allowances {
  private final Consents consents;
  private final Grants grants;
  private final Clients clients;

  public Allowances(Consents consents, Grants grants, Clients clients) {
    this.consents = consents;
    this.grants = grants;
    this.clients = clients;
  }

  /** Of the user, one for each client, the last used first. */
  Future<List<Allowance>> of(String user) {
    Future<List<Consent>> remembered = consents.ofUser(user);
    Future<List<GivenGrant>> given = grants.ofUser(user);
    return Future.all(remembered, given)
        .compose(both -> grouped(remembered.result(), given.result()));
  }

  /** Ends all that the user allowed the client: what is remembered, codes, refresh tokens and access tokens. */
  Future<Void> end(String user, String clientId) {
    return consents.forget(user, clientId).compose(forgotten -> grants.withdraw(user, clientId));
  }

  private Future<List<Allowance>> grouped(List<Consent> remembered, List<GivenGrant> given) {
    List<Future<Allowance>> all = Stream.concat(
            remembered.stream().map(consent -> consent.key().clientId()),
            given.stream().map(one -> one.grant().clientId()))
        .distinct()
        .map(id -> clients.find(id).map(found -> allowance(id, found, remembered, given)))
        .toList();
    return Future.all(all)
        .map(done -> all.stream().map(Future::result).sorted(Allowance.BY_USE).toList());
  }

  private static Allowance allowance(
      String id, Optional<Client> client, List<Consent> remembered, List<GivenGrant> given) {
    return new Allowance(
        id,
        client.orElse(null),
        remembered.stream()
            .filter(consent -> consent.key().clientId().equals(id))
            .toList(),
        given.stream().filter(one -> one.grant().clientId().equals(id)).toList());
  }
}
