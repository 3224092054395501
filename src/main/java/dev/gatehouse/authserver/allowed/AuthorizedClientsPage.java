package dev.gatehouse.authserver.allowed;

import dev.gatehouse.authserver.approval.ConsentMemory;
import dev.gatehouse.authserver.page.RelativeTime;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.uri.RedirectUris;
import dev.gatehouse.token.RevocationPolling;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the page shows of each client: who it is, where it goes, and each scope in words. */
public final class AuthorizedClientsPage {
  private final Map<String, String> words;
  private final Duration tokenLifetime;
  private final Clock clock;

  /** The words say what each scope allows; the lifetime is that of access tokens. */
  public AuthorizedClientsPage(Map<String, String> words, Duration tokenLifetime, Clock clock) {
    this.words = Map.copyOf(words);
    this.tokenLifetime = tokenLifetime;
    this.clock = clock;
  }

  Map<String, Object> model(
      String user,
      List<AuthorizedClient> allowances,
      AuthorizedClientsNotice news,
      UnaryOperator<String> csrf) {
    List<Map<String, Object>> clients =
        allowances.stream().map(one -> model(one, csrf.apply(one.clientId()))).toList();
    var model = new HashMap<String, Object>();
    model.put("user", user);
    model.put("clients", clients);
    model.put("pause", RelativeTime.inWords(RevocationPolling.PAUSE));
    model.put("bound", RelativeTime.inWords(RevocationPolling.BOUND));
    model.put("lifetime", RelativeTime.inWords(tokenLifetime));
    model.putAll(model(news, clients));
    return model;
  }

  // A name that only stands in the address is nobody's word: what is not on the list is not named.
  private static Map<String, Object> model(
      AuthorizedClientsNotice news, List<Map<String, Object>> clients) {
    if (news instanceof AuthorizedClientsNotice.Ended ended) {
      return Map.of("ended", ended.name());
    }
    if (news instanceof AuthorizedClientsNotice.Asked asked) {
      return clients.stream()
          .filter(client -> asked.client().equals(client.get("id")))
          .findFirst()
          .map(client -> Map.<String, Object>of("wish", client))
          .orElse(Map.of("gone", true));
    }
    return Map.of("gone", news instanceof AuthorizedClientsNotice.EndedBefore);
  }

  private Map<String, Object> model(AuthorizedClient allowance, String csrf) {
    var model = new HashMap<String, Object>();
    model.put("id", allowance.clientId());
    model.put("name", allowance.name());
    model.put("ownWord", allowance.client() != null && !allowance.client().verified());
    model.put(
        "places",
        allowance.redirectUris().stream()
            .map(AuthorizedClientsPage::place)
            .distinct()
            .toList());
    model.put("resources", allowance.resources());
    model.put(
        "scopes",
        allowance.scopes().tokens().stream()
            .map(scope -> Map.of("name", scope, "words", words.getOrDefault(scope, "")))
            .toList());
    model.put("since", RelativeTime.model(allowance.since(), clock.instant()));
    model.put("used", RelativeTime.model(allowance.usedAt(), clock.instant()));
    model.put("remembered", isRemembered(allowance));
    model.put("csrf", csrf);
    return model;
  }

  private static boolean isRemembered(AuthorizedClient allowance) {
    Client client = allowance.client();
    return client != null
        && allowance.consents().stream()
            .anyMatch(consent -> ConsentMemory.isStill(client, consent));
  }

  private static Map<String, Object> place(String redirectUri) {
    return Map.of(
        "name", RedirectUris.destination(redirectUri),
        "application", RedirectUris.isPrivateUse(redirectUri),
        "here", RedirectUris.isThisComputer(redirectUri));
  }
}
