package dev.gatehouse.token.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.jose.Jws;
import dev.gatehouse.jose.JwsHeader;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.token.AccessToken;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * A token before its signature: what passes has the header and the claims that Nimbus reads, and they are good. The input is a token, or after a
 * first byte {@code |} the JSON of header and claims, separated by a line feed, which is encoded here.
 */
public final class JwtFuzz {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Duration LEEWAY = Duration.ofSeconds(30);
  private static final ClaimRules RULES = rules();

  private JwtFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String token = token(data);
    try {
      Jws jws = TokenForm.parse(token);
      String[] parts = token.split("\\.", -1);
      assertThat(parts)
          .hasSize(3)
          .allMatch(
              part -> Base64URL.encode(new Base64URL(part).decode()).toString().equals(part));
      checkHeader(TokenForm.header(jws.header(), TokenProfile.RFC_9068), parts[0]);
      checkClaims(
          RULES.check(jws.header(), jws.payload()), new Base64URL(parts[1]).decodeToString());
    } catch (OAuthException refused) {
      assertThat(refused.error().status()).isEqualTo(401);
      assertThat(refused.description()).matches("[\\x20-\\x7e]+");
    }
  }

  private static void checkHeader(JwsHeader ours, String part) {
    assertThat(ours.algorithm()).isIn("RS256", "ES256");
    try {
      JWSHeader theirs = JWSHeader.parse(new Base64URL(part));
      assertThat(theirs.getAlgorithm().getName()).isEqualTo(ours.algorithm());
      assertThat(theirs.getKeyID()).isEqualTo(ours.keyId());
      assertThat(theirs.getJWK()).isNull();
      assertThat(theirs.getJWKURL()).isNull();
      assertThat(theirs.getCriticalParams()).isNull();
    } catch (ParseException stricter) {
      assertThat(stricter).hasMessageNotContaining("alg");
    }
  }

  private static void checkClaims(AccessToken ours, String json) {
    try {
      JWTClaimsSet theirs = JWTClaimsSet.parse(JSONObjectUtils.parse(json));
      assertThat(theirs.getIssuer()).isEqualTo("https://as.example");
      assertThat(theirs.getAudience()).contains("https://rs.example/mcp");
      assertThat(theirs.getSubject()).isEqualTo(ours.subject()).isNotEmpty();
      assertThat(theirs.getExpirationTime().toInstant()).isAfter(NOW);
      assertThat(theirs.getIssueTime().toInstant()).isBeforeOrEqualTo(NOW.plus(LEEWAY));
      assertThat(theirs.getJWTID()).isEqualTo(ours.id());
    } catch (ParseException stricter) {
      assertThat(stricter).hasMessageNotContainingAny("iss", "aud", "exp");
    }
  }

  private static String token(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    if (!text.startsWith("|")) {
      return text;
    }
    int line = 1;
    while (line < data.length && data[line] != '\n') {
      line++;
    }
    byte[] header = Arrays.copyOfRange(data, 1, line);
    byte[] claims = Arrays.copyOfRange(data, Math.min(line + 1, data.length), data.length);
    return Base64URL.encode(header) + "." + Base64URL.encode(claims) + ".c2ln";
  }

  private static ClaimRules rules() {
    return new ClaimRules(
        TokenProfile.RFC_9068,
        "https://as.example",
        "https://rs.example/mcp",
        LEEWAY,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
