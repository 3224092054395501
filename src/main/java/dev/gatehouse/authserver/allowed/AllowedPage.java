package dev.gatehouse.authserver.allowed;

import dev.gatehouse.authserver.approval.ConsentMemory;
import dev.gatehouse.authserver.page.Ago;
import dev.gatehouse.oauth.Client;
import dev.gatehouse.oauth.RedirectUris;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the page shows of each client: who it is, where it goes, and each scope in words. */
public final class AllowedPage {
  private final Map<String, String> words;
  private final Clock clock;

  /** The words say what each scope allows. */
  public AllowedPage(Map<String, String> words, Clock clock) {
    this.words = Map.copyOf(words);
    this.clock = clock;
  }

  /** Ended is the name of the client whose allowance was ended just now, or empty. */
  Map<String, Object> model(
      String user, List<Allowance> allowances, String ended, UnaryOperator<String> csrf) {
    return Map.of(
        "user",
        user,
        "ended",
        ended,
        "clients",
        allowances.stream().map(one -> model(one, csrf.apply(one.clientId()))).toList());
  }

  private Map<String, Object> model(Allowance allowance, String csrf) {
    var model = new HashMap<String, Object>();
    model.put("id", allowance.clientId());
    model.put("name", allowance.name());
    model.put(
        "places",
        allowance.redirectUris().stream().map(AllowedPage::place).distinct().toList());
    model.put("resources", allowance.resources());
    model.put(
        "scopes",
        allowance.scopes().tokens().stream()
            .map(scope -> Map.of("name", scope, "words", words.getOrDefault(scope, "")))
            .toList());
    model.put("since", Ago.model(allowance.since(), clock.instant()));
    model.put("used", Ago.model(allowance.usedAt(), clock.instant()));
    model.put("remembered", isRemembered(allowance));
    model.put("csrf", csrf);
    return model;
  }

  private static boolean isRemembered(Allowance allowance) {
    Client client = allowance.client();
    return client != null
        && allowance.consents().stream()
            .anyMatch(consent -> ConsentMemory.isStill(client, consent));
  }

  private static Map<String, Object> place(String redirectUri) {
    return Map.of(
        "name", RedirectUris.destination(redirectUri),
        "local", RedirectUris.isLoopback(redirectUri));
  }
}
