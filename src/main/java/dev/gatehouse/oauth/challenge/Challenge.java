package dev.gatehouse.oauth.challenge;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code Bearer} challenge as a client reads it, RFC 9110 §11.6.1 and RFC 6750 §3; {@link WwwAuthenticate} writes one.
 *
 * @param parameters by name in lower case
 */
public record Challenge(Map<String, String> parameters) {
  public Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** The first Bearer challenge of the header's values; empty where there is none that can be read. */
  public static Optional<Challenge> parse(List<String> values) {
    return values.stream()
        .flatMap(value -> new ChallengeScanner(value).bearer().stream())
        .findFirst()
        .map(Challenge::new);
  }

  /** The parameter, or nothing. */
  public String get(String name) {
    return parameters.getOrDefault(name, "");
  }
}
