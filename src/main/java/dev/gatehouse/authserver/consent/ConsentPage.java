package dev.gatehouse.authserver.consent;

import dev.gatehouse.authserver.approval.ConsentMemory;
import dev.gatehouse.authserver.approval.EarlierConsent;
import dev.gatehouse.authserver.identity.RingPolicy;
import dev.gatehouse.authserver.page.RelativeTime;
import dev.gatehouse.authserver.session.AuthorizationTransactions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.oauth.uri.ClientIdUrl;
import dev.gatehouse.oauth.uri.RedirectUris;
import dev.gatehouse.store.BrowserSession;
import dev.gatehouse.store.PendingRequest;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the consent page shows: who asks, as whom, where the answer goes, and each scope in words. */
public final class ConsentPage {
  private final RingPolicy rings;
  private final Map<String, String> words;
  private final ConsentMemory memory;
  private final Clock clock;

  /** The words say what each scope allows. */
  public ConsentPage(
      RingPolicy rings, Map<String, String> words, ConsentMemory memory, Clock clock) {
    this.rings = rings;
    this.words = Map.copyOf(words);
    this.memory = memory;
    this.clock = clock;
  }

  /** Earlier is what the user allowed the client before. */
  Map<String, Object> model(
      PendingRequest pending,
      BrowserSession session,
      String csrf,
      EarlierConsent earlier,
      ConsentPrompt prompt) {
    AuthorizationRequest request = pending.request();
    var model = new HashMap<>(client(request));
    model.put("resource", request.resource());
    model.put("user", session.user());
    model.put("ring", session.ring());
    model.put("notice", prompt.notice());
    model.putAll(destination(request.redirectUri()));
    model.put("scopes", scopes(request, session, earlier, prompt));
    model.putAll(before(request, session, earlier));
    model.put("remembered", memory.serves(request) ? RelativeTime.inWords(memory.lifetime()) : "");
    model.put(
        "switchUrl",
        ServerEndpoint.LOGIN.path() + '?' + AuthorizationTransactions.FIELD + '=' + pending.id());
    model.put("transaction", pending.id());
    model.put("csrf", csrf);
    return model;
  }

  private static Map<String, Object> client(AuthorizationRequest request) {
    Client client = request.client();
    return Map.of(
        "clientName", client.name(),
        "clientVerified", client.verified(),
        "anotherPort", client.verified() && mayBeAnyProgram(request),
        "clientUri", client.uri(),
        "clientHost", host(client),
        "onlyLoopback", client.redirectUris().stream().allMatch(ConsentPage::isLocal));
  }

  private static Map<String, Object> destination(String redirectUri) {
    boolean privateUse = RedirectUris.isPrivateUse(redirectUri);
    boolean here = RedirectUris.isThisComputer(redirectUri);
    return Map.of(
        "redirectHost",
        privateUse ? "" : RedirectUris.destination(redirectUri),
        "redirectScheme",
        privateUse ? URI.create(redirectUri).getScheme() : "",
        "redirectHere",
        here,
        "redirectElsewhere",
        !privateUse && !here,
        "redirectForeignLetters",
        RedirectUris.isInternationalized(redirectUri));
  }

  private Map<String, Object> before(
      AuthorizationRequest request, BrowserSession session, EarlierConsent earlier) {
    Scopes available = rings.grantable(request.scopes(), session.ring());
    Scopes known = earlier.scopes();
    return Map.of(
        "before",
        earlier.isNothing() ? Map.of() : RelativeTime.model(earlier.since(), clock.instant()),
        "known",
        available.and(known).toString(),
        "new",
        available.minus(known).toString(),
        "allKnown",
        !earlier.isNothing() && known.containsAll(available),
        "nothingNew",
        !earlier.isNothing() && earlier.remembered().containsAll(available));
  }

  // RFC 8252 §8.6: what any program of the computer can wait for.
  private static boolean isLocal(String redirectUri) {
    return RedirectUris.isThisComputer(redirectUri) || RedirectUris.isPrivateUse(redirectUri);
  }

  // RFC 8252 §8.6: whoever listens on another port than the registered one can say that it is a
  // client without a secret.
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
      AuthorizationRequest request,
      BrowserSession session,
      EarlierConsent earlier,
      ConsentPrompt prompt) {
    Scopes mintable = rings.mintable(session.ring());
    return request.scopes().tokens().stream()
        .map(scope -> Map.<String, Object>of(
            "name", scope,
            "words", words.getOrDefault(scope, ""),
            "available", mintable.contains(scope),
            "known", earlier.scopes().contains(scope),
            "wide", Scopes.isWide(scope),
            "ticked", prompt.keeps(scope, isProposed(request, scope, earlier))))
        .toList();
  }

  // Administration is for a hand that ticks it, unless the operator knows the client, at this very
  // address, or this user ticked it before for a client that is certainly the same.
  private static boolean isProposed(
      AuthorizationRequest request, String scope, EarlierConsent earlier) {
    boolean vouchedFor = request.client().verified() && !mayBeAnyProgram(request);
    return !Scopes.isWide(scope) || vouchedFor || earlier.remembered().contains(scope);
  }
}
