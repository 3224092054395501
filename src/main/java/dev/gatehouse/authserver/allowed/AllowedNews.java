package dev.gatehouse.authserver.allowed;

import java.util.Optional;

/** What the page says first. */
sealed interface AllowedNews {
  /** Nothing. */
  record None() implements AllowedNews {}

  /** The person wanted to end this client, by a form that was out of date or before a login: asks whether it still holds. */
  record Asked(String client) implements AllowedNews {}

  /** The client of this name was ended just now. */
  record Ended(String name) implements AllowedNews {}

  /** It had ended before: in another tab, or by itself. */
  record EndedBefore() implements AllowedNews {}

  static AllowedNews asked(String client) {
    return client.isEmpty() ? new None() : new Asked(client);
  }

  /** The name is absent where nothing was left to end. */
  static AllowedNews ended(Optional<String> name) {
    return name.<AllowedNews>map(Ended::new).orElseGet(EndedBefore::new);
  }
}
