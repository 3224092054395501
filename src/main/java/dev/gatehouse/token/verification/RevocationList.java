package dev.gatehouse.token.verification;

import dev.gatehouse.http.client.BodyTooLongException;
import dev.gatehouse.http.client.JsonClient;
import dev.gatehouse.jose.NumericDate;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.RevocationPolling;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the issuer says it revoked, as of the last time it answered.
 *
 * <p>{@link TrustedIssuer} asks a second after each answer, so a revoked token is refused after {@link RevocationPolling#BOUND} at the
 * latest. While the issuer cannot be reached the last list stays: what was known as revoked stays so, what
 * is revoked meanwhile is not known until the issuer answers again, or until the token expires. A list that is longer than what is read here, or of
 * a version that is not known, is no such accident: then nothing is known of any token until there is one that can be read. An issuer that publishes no list revokes
 * nothing here before it expires.
 */
final class RevocationList implements RevocationChecker {
  private static final int LATEST_VERSION = 2;

  /** All access tokens of a subject, or those that one client has of it. */
  private record Holder(String subject, String clientId) {
    static final String ANY_CLIENT = "";
  }

  private record Lists(
      Set<String> grants, Set<String> tokens, Set<String> clients, Map<Holder, Instant> issued) {
    boolean concern(AccessToken token) {
      return tokens.contains(token.id())
          || clients.contains(token.clientId())
          || (!token.grantId().isEmpty() && grants.contains(token.grantId()))
          || concern(token, new Holder(token.subject(), Holder.ANY_CLIENT))
          || concern(token, new Holder(token.subject(), token.clientId()));
    }

    private boolean concern(AccessToken token, Holder holder) {
      Instant last = issued.get(holder);
      return last != null && token.isIssuedUntil(last);
    }
  }

  private volatile String etag = "";
  private volatile Lists lists = new Lists(Set.of(), Set.of(), Set.of(), Map.of());
  private volatile boolean readable = true;

  @Override
  public boolean isRevoked(AccessToken token) {
    return lists.concern(token);
  }

  @Override
  public boolean isKnown() {
    return readable;
  }

  /** Asks once; the list is replaced only by a whole new one. */
  Future<Void> poll(JsonClient http, String url) {
    return http.get(url, etag, RevocationList::lists)
        .onSuccess(answer -> {
          if (answer.document() != null) {
            lists = answer.document();
            etag = answer.etag();
          }
          readable = true;
        })
        .onFailure(fault -> {
          if (fault instanceof UnreadableException || fault instanceof BodyTooLongException) {
            readable = false;
          }
        })
        .mapEmpty();
  }

  private static Lists lists(Map<String, Object> document) {
    Object version = document.getOrDefault("version", 1);
    if (!(version instanceof Integer known) || known < 1 || known > LATEST_VERSION) {
      throw new UnreadableException("the revocation list has version " + version);
    }
    var issued = new HashMap<Holder, Instant>();
    entries(document, "subjects")
        .forEach(entry -> put(issued, new Holder(text(entry, "sub"), Holder.ANY_CLIENT), entry));
    entries(document, "subject_clients")
        .forEach(
            entry -> put(issued, new Holder(text(entry, "sub"), text(entry, "client_id")), entry));
    return new Lists(
        strings(document, "grants"),
        strings(document, "tokens"),
        strings(document, "clients"),
        issued);
  }

  private static void put(Map<Holder, Instant> issued, Holder holder, Map<?, ?> entry) {
    Instant until = NumericDate.read(entry.get("issued_until"))
        .orElseThrow(() ->
            new IllegalArgumentException("an entry of the revocation list has no issued_until"));
    issued.merge(holder, until, (one, other) -> one.isAfter(other) ? one : other);
  }

  private static String text(Map<?, ?> entry, String name) {
    if (entry.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException("an entry of the revocation list has no " + name);
  }

  private static Set<String> strings(Map<String, Object> document, String name) {
    return list(document, name, String.class, Function.identity())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Map<?, ?>> entries(Map<String, Object> document, String name) {
    return list(document, name, Map.class, entry -> (Map<?, ?>) entry)
        .collect(Collectors.toUnmodifiableList());
  }

  private static <T, R> Stream<R> list(
      Map<String, Object> document, String name, Class<T> type, Function<T, R> change) {
    if (document.getOrDefault(name, List.of()) instanceof List<?> all
        && all.stream().allMatch(type::isInstance)) {
      return all.stream().map(type::cast).map(change);
    }
    throw new IllegalArgumentException("the revocation list has no list of " + name);
  }
}
