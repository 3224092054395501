package dev.gatehouse.token.verification;

import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.RevocationPolling;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the issuer says it revoked, as of the last time it answered.
 *
 * <p>{@link TrustedIssuer} asks a second after each answer, so a revoked token is refused after {@link RevocationPolling#BOUND} at the
 * latest. While the issuer cannot be reached the last list stays: what was known as revoked stays so, what
 * is revoked meanwhile is not known until the issuer answers again, or until the token expires. An issuer that publishes no list revokes
 * nothing here before it expires.
 */
final class RevocationList implements Revocations {
  private record Lists(String etag, Set<String> grants, Set<String> tokens, Set<String> clients) {}

  private volatile Lists lists = new Lists("", Set.of(), Set.of(), Set.of());

  @Override
  public boolean isRevoked(AccessToken token) {
    Lists known = lists;
    return known.tokens().contains(token.id())
        || known.clients().contains(token.clientId())
        || (!token.grantId().isEmpty() && known.grants().contains(token.grantId()));
  }

  /** Asks once; the list is replaced only by a whole new one. */
  Future<Void> poll(IssuerHttp http, String url) {
    return http.get(url, lists.etag()).map(answer -> {
      Map<String, Object> document = answer.document();
      if (document != null) {
        lists = new Lists(
            answer.etag(),
            strings(document, "grants"),
            strings(document, "tokens"),
            strings(document, "clients"));
      }
      return null;
    });
  }

  private static Set<String> strings(Map<String, Object> document, String name) {
    if (document.getOrDefault(name, List.of()) instanceof List<?> ids
        && ids.stream().allMatch(String.class::isInstance)) {
      return ids.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
    }
    throw new IllegalArgumentException("the revocation list has no list of " + name);
  }
}
