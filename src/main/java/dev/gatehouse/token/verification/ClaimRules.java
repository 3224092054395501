package dev.gatehouse.token.verification;

import dev.gatehouse.jose.NumericDate;
import dev.gatehouse.jose.Thumbprint;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.token.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of an access token must say, RFC 9068 §2.2 and §4.
 *
 * <p>The leeway is for {@code iat} and {@code nbf}, where a clock that lags would refuse a token that was just minted. {@code exp} is exact:
 * a client whose token ends some seconds early refreshes it, and no token outlives what its issuer said.
 *
 * @param profile how an access token is told from other JWTs
 * @param issuer what {@code iss} must be, byte for byte
 * @param audience what {@code aud} must be or hold
 * @param leeway tolerated difference between the clocks
 * @param clock tells the time
 */
public record ClaimRules(
    TokenProfile profile, String issuer, String audience, Duration leeway, Clock clock) {
  /** The token that the claims describe; throws {@code invalid_token} where one is missing or wrong. */
  AccessToken check(Map<String, Object> header, Map<String, Object> claims) {
    requireIssuer(claims.get("iss"));
    requireAudience(claims.get("aud"));
    profile.checkKind(header, claims);
    var token = new AccessToken(
        issuer,
        string(claims, "sub"),
        audience,
        string(claims, profile.clientClaim(claims)),
        profile.needsId() || claims.containsKey("jti") ? string(claims, "jti") : "",
        scopes(claims),
        date(claims, "iat"),
        date(claims, "exp"),
        claims.get("ring") instanceof String ring ? ring : "",
        keyThumbprint(claims));
    requireUnexpired(token);
    requirePast(token.issuedAt(), Cause.TOKEN_ISSUED_LATER, "the token was issued in the future");
    if (claims.containsKey("nbf")) {
      requirePast(date(claims, "nbf"), Cause.TOKEN_NOT_YET_VALID, "the token is not valid yet");
    }
    return token;
  }

  /** Throws {@code invalid_token} from the very second of {@code exp} on; RFC 7519 §4.1.4. */
  void requireUnexpired(AccessToken token) {
    if (!clock.instant().isBefore(token.expiresAt())) {
      throw TokenRefusal.claim(Cause.TOKEN_EXPIRED, "the token expired");
    }
  }

  private void requirePast(Instant date, Cause cause, String description) {
    if (date.isAfter(clock.instant().plus(leeway))) {
      throw TokenRefusal.claim(cause, description);
    }
  }

  private void requireIssuer(@Nullable Object claim) {
    if (!issuer.equals(claim)) {
      throw TokenRefusal.claim(Cause.ISSUER_FOREIGN, "the token is from another issuer");
    }
  }

  private void requireAudience(@Nullable Object claim) {
    boolean meant = claim instanceof List<?> several
        ? several.contains(audience) && several.stream().allMatch(String.class::isInstance)
        : audience.equals(claim);
    if (!meant) {
      throw TokenRefusal.claim(Cause.AUDIENCE_FOREIGN, "the token is for another audience");
    }
  }

  // RFC 7800 §3.1: a token that is bound in another way is bound all the same, and no bearer token.
  private static String keyThumbprint(Map<String, Object> claims) {
    if (!claims.containsKey("cnf")) {
      return "";
    }
    if (claims.get("cnf") instanceof Map<?, ?> confirmation
        && confirmation.get("jkt") instanceof String thumbprint
        && Thumbprint.isOne(thumbprint)) {
      return thumbprint;
    }
    throw TokenRefusal.claim(
        Cause.TOKEN_CLAIM_INVALID,
        "the claim 'cnf' has no jkt: the token is bound in a way unknown here");
  }

  private static String string(Map<String, Object> claims, String name) {
    if (claims.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw TokenRefusal.claim(
        Cause.TOKEN_CLAIM_INVALID, "the claim '" + name + "' is missing or not a string");
  }

  private static Instant date(Map<String, Object> claims, String name) {
    return NumericDate.read(claims.get(name))
        .orElseThrow(() -> TokenRefusal.claim(
            Cause.TOKEN_CLAIM_INVALID,
            "the claim '" + name + "' is missing or not a number of seconds since 1970"));
  }

  // RFC 9068 §2.2.3: optional, a string. An array would be read by some and not by others.
  private static Scopes scopes(Map<String, Object> claims) {
    Object claim = claims.getOrDefault("scope", "");
    if (!(claim instanceof String text)) {
      throw TokenRefusal.claim(Cause.TOKEN_CLAIM_INVALID, "the claim 'scope' is not a string");
    }
    try {
      return Scopes.parse(text);
    } catch (OAuthException e) {
      throw TokenRefusal.claim(
          Cause.TOKEN_CLAIM_INVALID, "the claim 'scope' is not a list of scopes");
    }
  }
}
