package dev.gatehouse.token.verification;

import dev.gatehouse.jose.JwsHeaderRules;
import dev.gatehouse.jose.JwsHeaderRules.TypeRule;
import dev.gatehouse.jose.KeyIdRule;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.token.AccessTokenHeader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an access token is told from every other JWT of the same issuer, RFC 8725 §3.11 and §3.12.
 *
 * <p>RFC 9068 does it by {@code typ} alone. Servers that are older than it, a Keycloak realm as it comes for one, mint {@code typ: JWT} with
 * the client in {@code azp}; then whatever marks another kind of token is a refusal.
 */
public enum TokenProfile {
  /** RFC 9068: {@code typ} is {@code at+jwt}, {@code client_id} and {@code jti} are there. */
  RFC_9068,

  /** A plain JWT too: no {@code typ} or {@code JWT}, the client in {@code client_id} or {@code azp}, perhaps no {@code jti}. */
  PLAIN_JWT;

  private static final Set<String> ACCESS_TOKEN = Set.of("at+jwt", "application/at+jwt");
  private static final JwsHeaderRules PLAIN_HEADER = new JwsHeaderRules(
      AccessTokenHeader.RULES.algorithms(),
      TypeRule.optional("at+jwt", "application/at+jwt", "jwt"),
      false,
      KeyIdRule.REQUIRED);
  // OpenID Connect Core §2 and §3.3.2.11, RFC 8417 §2.2: in identity tokens, logout tokens and
  // security events only.
  private static final List<String> OF_OTHER_TOKENS =
      List.of("nonce", "at_hash", "c_hash", "s_hash", "events");

  /** What the header must say. */
  JwsHeaderRules headerRules() {
    return this == PLAIN_JWT ? PLAIN_HEADER : AccessTokenHeader.RULES;
  }

  /** What is said of a header with another {@code typ}. */
  String typeFault() {
    return this == PLAIN_JWT ? "typ is neither at+jwt nor JWT" : "typ is not at+jwt";
  }

  /** Throws {@code invalid_token} where the claims say so. */
  void checkKind(Map<String, Object> header, Map<String, Object> claims) {
    if (header.get("typ") instanceof String text && ACCESS_TOKEN.contains(lower(text))) {
      return;
    }
    // Keycloak's own mark: Bearer here, ID, Refresh, Logout or Offline in its other tokens.
    if (claims.containsKey("typ") && !"Bearer".equals(claims.get("typ"))) {
      throw TokenRefusal.claim(
          Cause.TOKEN_KIND_WRONG, "the claim 'typ' is not Bearer: this is no access token");
    }
    OF_OTHER_TOKENS.stream().filter(claims::containsKey).findFirst().ifPresent(mark -> {
      throw TokenRefusal.claim(
          Cause.TOKEN_KIND_WRONG, "the claim '" + mark + "' marks a token that is no access token");
    });
    if (audienceIs(claims.get("aud"), claims.get(clientClaim(claims)))) {
      throw TokenRefusal.claim(
          Cause.TOKEN_KIND_WRONG, "the token is for its own client, as an identity token is");
    }
  }

  /** The claim that names the client. */
  String clientClaim(Map<String, Object> claims) {
    return this == PLAIN_JWT && !claims.containsKey("client_id") ? "azp" : "client_id";
  }

  /** Whether it may have no {@code jti}, RFC 7519 §4.1.7. */
  boolean needsId() {
    return this == RFC_9068;
  }

  private static boolean audienceIs(@Nullable Object audience, @Nullable Object client) {
    return client != null
        && (audience instanceof List<?> several ? several.stream() : Stream.ofNullable(audience))
            .allMatch(client::equals);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
