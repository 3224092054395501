package dev.gatehouse.authserver.consent;

import dev.gatehouse.authserver.approval.ConsentMemory;
import dev.gatehouse.authserver.login.Users;
import dev.gatehouse.authserver.page.Ago;
import dev.gatehouse.authserver.session.Transactions;
import dev.gatehouse.oauth.AuthorizationRequest;
import dev.gatehouse.oauth.Client;
import dev.gatehouse.oauth.ClientIdUrl;
import dev.gatehouse.oauth.RedirectUris;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.store.Consent;
import dev.gatehouse.store.PendingRequest;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the consent page shows: who asks, as whom, where the answer goes, and each scope in words. */
public final class ConsentPage {
  private final Users users;
  private final Map<String, String> words;
  private final ConsentMemory memory;
  private final Clock clock;

  /** The words say what each scope allows. */
  public ConsentPage(Users users, Map<String, String> words, ConsentMemory memory, Clock clock) {
    this.users = users;
    this.words = Map.copyOf(words);
    this.memory = memory;
    this.clock = clock;
  }

  /** Before is what the user allowed the client earlier, null where that was nothing. */
  Map<String, Object> model(
      PendingRequest pending, String user, String csrf, @Nullable Consent before) {
    AuthorizationRequest request = pending.request();
    Client client = request.client();
    boolean privateUse = RedirectUris.isPrivateUse(request.redirectUri());
    var model = new HashMap<String, Object>();
    model.put("clientName", client.name());
    model.put("clientVerified", client.verified());
    model.put("anotherPort", client.verified() && mayBeAnyProgram(request));
    model.put("clientUri", client.uri());
    model.put("clientHost", host(client));
    model.put("onlyLoopback", client.redirectUris().stream().allMatch(RedirectUris::isLoopback));
    model.put("resource", request.resource());
    model.put("user", user);
    model.put("ring", users.ring(user));
    model.put("redirectHost", privateUse ? "" : RedirectUris.destination(request.redirectUri()));
    model.put("redirectScheme", privateUse ? URI.create(request.redirectUri()).getScheme() : "");
    model.put("redirectLoopback", RedirectUris.isLoopback(request.redirectUri()));
    Scopes known = before == null ? Scopes.NONE : before.scopes();
    model.put("scopes", scopes(request, user, known));
    model.put("before", before == null ? Map.of() : Ago.model(before.givenAt(), clock.instant()));
    model.put("allNew", request.scopes().and(known).isEmpty());
    model.put("nothingNew", known.containsAll(request.scopes().and(users.mintable(user))));
    model.put("remembered", memory.serves(request) ? Ago.inWords(memory.lifetime()) : "");
    model.put("switchUrl", "/login?" + Transactions.FIELD + '=' + pending.id());
    model.put("transaction", pending.id());
    model.put("csrf", csrf);
    return model;
  }

  // RFC 8252 §8.6: whoever listens on another port than the registered one can say that it is a
  // client
  // without a secret.
  private static boolean mayBeAnyProgram(AuthorizationRequest request) {
    return request.client().isPublic()
        && !request.client().redirectUris().contains(request.redirectUri());
  }

  // Draft on client documents §6.4: that host alone vouches for what the document says. Empty for a
  // client that registered, or that the operator knows.
  private static String host(Client client) {
    return !client.verified() && ClientIdUrl.isUrl(client.id())
        ? RedirectUris.destination(client.id())
        : "";
  }

  private List<Map<String, Object>> scopes(
      AuthorizationRequest request, String user, Scopes known) {
    Scopes mintable = users.mintable(user);
    return request.scopes().tokens().stream()
        .map(scope -> Map.<String, Object>of(
            "name", scope,
            "words", words.getOrDefault(scope, ""),
            "available", mintable.contains(scope),
            "known", known.contains(scope),
            "ticked", known.contains(scope) || isTicked(request.client(), scope)))
        .toList();
  }

  // A client that named its scopes when it registered, and not this one, may still be given it: but
  // an administrator's scope only by a
  // hand that ticks it.
  private static boolean isTicked(Client client, String scope) {
    boolean beyond = !client.scope().isEmpty() && !client.scope().contains(scope);
    return !(beyond && scope.startsWith("admin:"));
  }
}
