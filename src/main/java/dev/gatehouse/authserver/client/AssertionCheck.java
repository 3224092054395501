package dev.gatehouse.authserver.client;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.address.RemoteAddress;
import dev.gatehouse.jose.JwsHeader;
import dev.gatehouse.jose.NumericDate;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientKey;
import dev.gatehouse.oauth.client.ClientKeys;
import dev.gatehouse.store.AssertionIds;
import dev.gatehouse.store.Owner;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an assertion must be to prove that its client sent it, RFC 7523 §3: signed by a key of the client, for us, now, and once. */
public final class AssertionCheck {
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);
  private static final int LONGEST_ID = 256;

  private final Set<String> audiences;
  private final ClientKeySource keys;
  private final AssertionIds ids;
  private final Clock clock;

  /** The audience is the issuer, its token endpoint, or the one that requests are pushed to: RFC 9126 §2 asks for all three. */
  public AssertionCheck(String issuer, ClientKeySource keys, AssertionIds ids, Clock clock) {
    this.audiences =
        Set.of(issuer, ServerEndpoint.TOKEN.at(issuer), ServerEndpoint.PUSHED_REQUEST.at(issuer));
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Uses the assertion up, which came from that network; fails with {@code invalid_client} unless it is good, and with {@code
   * temporarily_unavailable} where it is, but the client used so many that no more can be told apart.
   */
  Future<Void> check(ClientAssertion assertion, Client client, String network) {
    JwsHeader header = assertion.header();
    Map<String, Object> claims = assertion.claims();
    requireNames(claims, client);
    requireAudience(claims.get("aud"));
    Instant end = requireNow(claims);
    String id = id(claims);
    // The id last, so that nobody but the client uses up its ids; the keys late, for they may have
    // to be fetched.
    return keys.keys(client, header.keyId())
        .map(known -> requireSigned(assertion, known, header))
        .compose(signed -> ids.use(owner(client, network), client.id(), id, end))
        .compose(AssertionCheck::fresh);
  }

  private static Owner owner(Client client, String network) {
    return client.verified()
        ? Owner.client(client.id())
        : Owner.network(network, RemoteAddress.site(network));
  }

  private static Future<Void> fresh(AssertionIds.Use use) {
    return switch (use) {
      case FRESH -> Future.succeededFuture();
      case USED ->
        Future.failedFuture(OAuthException.invalidClient(
            Cause.ASSERTION_REPLAYED, "the jti of the assertion was used before"));
      case NO_ROOM ->
        Future.failedFuture(
            OAuthException.of(
                OAuthError.TEMPORARILY_UNAVAILABLE,
                Cause.ASSERTIONS_EXHAUSTED,
                "this client, or its network, used too many assertions in the last minutes; try again in a moment"));
    };
  }

  // The client's key decides how it signs: RFC 8725 §3.1.
  private static ClientKey requireSigned(
      ClientAssertion assertion, ClientKeys keys, JwsHeader header) {
    ClientKey key = keys.named(header.keyId())
        .orElseThrow(() -> OAuthException.invalidClient(
            Cause.ASSERTION_SIGNATURE_WRONG, "kid of the assertion is no key of the client"));
    require(
        key.algorithm().equals(header.algorithm()),
        Cause.ASSERTION_SIGNATURE_WRONG,
        "alg is not that of the key");
    require(
        assertion.isSignedBy(key),
        Cause.ASSERTION_SIGNATURE_WRONG,
        "the signature of the assertion is wrong");
    return key;
  }

  private static void requireNames(Map<String, Object> claims, Client client) {
    require(
        client.id().equals(claims.get("iss")) && client.id().equals(claims.get("sub")),
        Cause.ASSERTION_CLAIM_INVALID,
        "iss and sub of the assertion are not both the client_id");
  }

  // CVE-2025-27370: whoever else is in the audience could use the assertion too.
  private void requireAudience(@Nullable Object claim) {
    boolean ours = claim instanceof List<?> several
        ? !several.isEmpty() && several.stream().allMatch(this::isOurs)
        : isOurs(claim);
    require(
        ours,
        Cause.ASSERTION_AUDIENCE_FOREIGN,
        "aud of the assertion must be the issuer, its token endpoint or its pushed authorization request endpoint, and nothing else");
  }

  private boolean isOurs(@Nullable Object audience) {
    return audience instanceof String text && audiences.contains(text);
  }

  private Instant requireNow(Map<String, Object> claims) {
    Instant now = clock.instant();
    Instant end = date(claims, "exp");
    require(now.isBefore(end), Cause.ASSERTION_CLAIM_INVALID, "the assertion has expired");
    require(
        !end.isAfter(now.plus(LONGEST_LIFE).plus(CLOCKS_DIFFER)),
        Cause.ASSERTION_CLAIM_INVALID,
        "exp of the assertion is more than 5 minutes ahead");
    for (String name : List.of("nbf", "iat")) {
      require(
          !claims.containsKey(name) || !date(claims, name).isAfter(now.plus(CLOCKS_DIFFER)),
          Cause.ASSERTION_CLAIM_INVALID,
          name + " of the assertion is in the future");
    }
    return end;
  }

  private static Instant date(Map<String, Object> claims, String name) {
    return NumericDate.read(claims.get(name))
        .orElseThrow(() -> OAuthException.invalidClient(
            Cause.ASSERTION_CLAIM_INVALID,
            name + " of the assertion is missing or not a number of seconds since 1970"));
  }

  private static String id(Map<String, Object> claims) {
    String id = claims.get("jti") instanceof String text ? text : "";
    require(
        !id.isEmpty() && id.length() <= LONGEST_ID,
        Cause.ASSERTION_CLAIM_INVALID,
        "jti of the assertion is missing, or longer than " + LONGEST_ID + " characters");
    return id;
  }

  private static void require(boolean condition, Cause cause, String fault) {
    if (!condition) {
      throw OAuthException.invalidClient(cause, fault);
    }
  }
}
