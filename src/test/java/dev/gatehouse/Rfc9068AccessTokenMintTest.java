package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Access tokens as they are minted, RFC 9068 §2, read by Nimbus, which shares no line with us. */
class Rfc9068AccessTokenMintTest {
  private static final Set<String> CLAIMS =
      Set.of("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope", "ring");

  @RegisterExtension
  static final App app = App.started();

  private static TestClient client;
  private static JsonObject tokens;
  private static String jwt;

  @BeforeAll
  static void mint() {
    client = app.client();
    tokens = client.tokens("bob", "mcp.read notes:read");
    jwt = tokens.getString("access_token");
  }

  @Test // §2.1
  void has_the_header_of_an_access_token() throws Exception {
    SignedJWT parsed = SignedJWT.parse(jwt);
    assertThat(parsed.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    assertThat(parsed.getHeader().getType()).isEqualTo(new JOSEObjectType("at+jwt"));
    assertThat(parsed.getHeader().getIncludedParams())
        .containsExactlyInAnyOrder("alg", "typ", "kid");
    assertThat(keys().getKeyByKeyId(parsed.getHeader().getKeyID())).isNotNull();
  }

  @Test // §4: signature by a published key, type, issuer, audience, times
  void is_verified_with_the_published_keys() throws Exception {
    assertThat(verified(jwt).getSubject()).isEqualTo("bob");
  }

  @Test // §2.2; no nbf: the clocks of clients differ
  void has_exactly_the_claims_of_the_contract() throws Exception {
    JWTClaimsSet claims = verified(jwt);
    assertThat(claims.getClaims().keySet()).isEqualTo(CLAIMS);
    assertThat(claims.getIssuer()).isEqualTo(app.issuer());
    assertThat(claims.getSubject()).isEqualTo("bob");
    assertThat(claims.getAudience()).containsExactly(app.mcpUrl());
    assertThat(claims.getStringClaim("client_id")).isEqualTo(client.id());
    assertThat(claims.getStringClaim("scope")).isEqualTo("mcp.read notes:read");
    assertThat(claims.getStringClaim("ring")).isEqualTo("ft-member");
  }

  @Test // §5
  void lives_as_long_as_the_answer_said_and_no_longer_than_an_hour() throws Exception {
    JWTClaimsSet claims = verified(jwt);
    Instant issued = claims.getIssueTime().toInstant();
    assertThat(issued).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(Duration.between(issued, claims.getExpirationTime().toInstant()))
        .isEqualTo(Duration.ofSeconds(tokens.getInteger("expires_in")))
        .isLessThanOrEqualTo(Duration.ofHours(1));
  }

  @Test // §2.2: jti is unique
  void has_an_id_of_its_own() throws Exception {
    JsonObject refreshed = client.refresh(tokens.getString("refresh_token")).json();
    String other = refreshed.getString("access_token");
    assertThat(verified(other).getJWTID()).isNotEqualTo(verified(jwt).getJWTID());
    assertThat(verified(jwt).getJWTID()).hasSizeGreaterThanOrEqualTo(16);
  }

  @Test // §6
  void holds_no_secret() {
    String everything = Jwt.header(jwt).encode() + Jwt.claims(jwt).encode();
    assertThat(everything)
        .doesNotContain(DemoUsers.password("bob"))
        .doesNotContain(tokens.getString("refresh_token"))
        .doesNotContain(client.verifier());
  }

  @Test // DESIGN: the ring of the user, for information
  void names_the_ring_of_the_user() throws Exception {
    String alices = client.tokens("alice", "admin:notes").getString("access_token");
    assertThat(verified(alices).getStringClaim("ring")).isEqualTo("operator");
    assertThat(verified(alices).getStringClaim("scope")).isEqualTo("admin:notes");
  }

  @Test // and the resource server reads it the same way
  void is_understood_by_the_resource_server() {
    assertThat(app.whoami(jwt)).hasStatus(200);
  }

  private static JWKSet keys() throws Exception {
    return JWKSet.parse(Http.get(app.issuer() + "/oauth/jwks").body());
  }

  private static JWTClaimsSet verified(String token) throws Exception {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys())));
    processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
        app.mcpUrl(), new JWTClaimsSet.Builder().issuer(app.issuer()).build(), CLAIMS));
    return processor.process(token, null);
  }
}
