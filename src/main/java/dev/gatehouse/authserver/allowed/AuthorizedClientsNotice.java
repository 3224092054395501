package dev.gatehouse.authserver.allowed;

import java.util.Optional;

/** What the page says first. */
sealed interface AuthorizedClientsNotice {
  /** Nothing. */
  record None() implements AuthorizedClientsNotice {}

  /** The person wanted to end this client, by a form that was out of date or before a login: asks whether it still holds. */
  record Asked(String client) implements AuthorizedClientsNotice {}

  /** The client of this name was ended just now. */
  record Ended(String name) implements AuthorizedClientsNotice {}

  /** It had ended before: in another tab, or by itself. */
  record EndedBefore() implements AuthorizedClientsNotice {}

  static AuthorizedClientsNotice asked(String client) {
    return client.isEmpty() ? new None() : new Asked(client);
  }

  /** The name is absent where nothing was left to end. */
  static AuthorizedClientsNotice ended(Optional<String> name) {
    return name.<AuthorizedClientsNotice>map(Ended::new).orElseGet(EndedBefore::new);
  }
}
