package dev.gatehouse.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.gatehouse.resourceserver.RawHttp.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What the resource server knows of its issuer over HTTP: keys that come and go, tokens that are taken back, and an issuer that is away. */
class TrustedIssuerTest {
  @RegisterExtension
  final Gated rs = Gated.withDefaults();

  @BeforeEach
  void accepts_a_good_token() {
    assertThat(rs.whoami(rs.token()).status()).isEqualTo(200);
  }

  @Test
  void fetches_a_new_key_when_a_token_names_one() {
    rs.issuer().rotate("key-2");
    assertThat(rs.whoami(rs.token()).status()).isEqualTo(200);
  }

  @Test // the body waits while the key is fetched
  void loses_no_byte_of_a_body_that_came_with_a_new_key() {
    rs.issuer().rotate("key-2");
    Reply reply =
        rs.http().sendBody("POST /mcp", "x".repeat(500_000), "Authorization: Bearer " + rs.token());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).contains("\"bytes\":500000");
  }

  @Test
  void keeps_accepting_the_old_key_while_it_is_published() {
    String old = rs.token();
    rs.issuer().rotate("key-2");
    assertThat(rs.whoami(rs.token()).status()).isEqualTo(200);
    assertThat(rs.whoami(old).status()).isEqualTo(200);
  }

  @Test // also where the token was seen before
  void refuses_a_token_whose_key_was_withdrawn() {
    String old = rs.token();
    assertThat(rs.whoami(old).status()).isEqualTo(200);
    RSAKey fresh = LittleIssuer.newKey("key-2");
    rs.issuer().publishKeys(fresh);
    assertThat(
            rs.whoami(LittleIssuer.sign(rs.claims().encode(), Rfc9068AccessTokenTest.AT_JWT, fresh))
                .status())
        .isEqualTo(200);
    var refused = rs.whoami(old);
    assertThat(refused.status()).isEqualTo(401);
    // So ends each restart of a server without a key file: say what mends it.
    assertThat(refused.challenge())
        .contains("error=\"invalid_token\"", "a key that", "does not have", "log in again");
  }

  @Test
  void asks_at_most_once_in_five_seconds() {
    int before = rs.issuer().requestsFor("/oauth/jwks");
    RSAKey unpublished = LittleIssuer.newKey("key-2");
    String token =
        LittleIssuer.sign(rs.claims().encode(), Rfc9068AccessTokenTest.AT_JWT, unpublished);
    IntStream.range(0, 20).forEach(i -> assertThat(rs.whoami(token).status()).isEqualTo(401));
    assertThat(rs.issuer().requestsFor("/oauth/jwks")).isEqualTo(before + 1);
    rs.issuer().publishKeys(unpublished);
    assertThat(rs.whoami(token).status()).isEqualTo(401);
    rs.clock().advance(Duration.ofSeconds(6));
    assertThat(rs.whoami(token).status()).isEqualTo(200);
  }

  @Test
  void keeps_its_keys_while_the_issuer_is_away() {
    rs.issuer().answerWith(500);
    RSAKey unpublished = LittleIssuer.newKey("key-2");
    assertThat(rs.whoami(
                LittleIssuer.sign(rs.claims().encode(), Rfc9068AccessTokenTest.AT_JWT, unpublished))
            .status())
        .isEqualTo(401);
    assertThat(rs.whoami(rs.token()).status()).isEqualTo(200);
  }

  @Test
  void keeps_its_keys_when_a_set_has_no_usable_one() throws JOSEException {
    var weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
    var secret = new OctetSequenceKey.Builder(
            "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8))
        .keyID("oct")
        .build();
    var curve = new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
    var encryption =
        new RSAKeyGenerator(2048).keyID("enc").keyUse(KeyUse.ENCRYPTION).generate();
    rs.issuer().publishKeys(weak, curve, encryption);
    rs.issuer()
        .publish(
            "/oauth/jwks",
            "{\"keys\":["
                + String.join(
                    ",",
                    weak.toPublicJWK().toJSONString(),
                    secret.toJSONString(),
                    curve.toPublicJWK().toJSONString(),
                    encryption.toPublicJWK().toJSONString(),
                    "null",
                    "1",
                    "{}",
                    "{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":1}")
                + "]}");
    for (RSAKey key : List.of(weak, encryption)) {
      rs.clock().advance(Duration.ofSeconds(6));
      String header = "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.getKeyID() + "\"}";
      String token =
          ForgedToken.signed(header, rs.claims().encode(), "SHA256withRSA", key.toPrivateKey());
      assertThat(rs.whoami(token).status()).isEqualTo(401);
    }
    assertThat(rs.whoami(rs.token()).status()).isEqualTo(200);
  }

  @Test
  void answers_503_while_no_key_was_ever_loaded_and_recovers_by_itself() {
    rs.stop();
    rs.issuer().answerWith(503);
    rs.start();
    Reply reply = rs.whoami(rs.token());
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isPresent();
    assertThat(reply.header("WWW-Authenticate")).isEmpty();
    assertThat(rs.http().send("GET /whoami").status()).isEqualTo(401);
    rs.issuer().answerWith(200);
    Gated.eventually(() -> rs.whoami(rs.token()).status() == 200);
  }

  @Test
  void refuses_unsigned_tokens_while_no_key_was_ever_loaded() {
    rs.stop();
    rs.issuer().answerWith(503);
    rs.start();
    String token = ForgedToken.unsigned(
        "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"key-1\"}", rs.claims());
    assertThat(rs.whoami(token).status()).isEqualTo(401);
    assertThat(rs.whoami(token + ".").status()).isEqualTo(401);
    assertThat(rs.whoami(ForgedToken.unsigned(
                    "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"key-1\"}", rs.claims())
                + ".AA")
            .status())
        .isEqualTo(503);
  }

  @Test
  void refuses_a_revoked_token_within_the_bound_also_where_it_was_seen_before() {
    String one = rs.issuer().sign(rs.claims().put("jti", "grant-7.a"));
    String sibling = rs.issuer().sign(rs.claims().put("jti", "grant-7.b"));
    String other = rs.issuer().sign(rs.claims().put("jti", "grant-71.a"));
    assertThat(rs.whoami(one).status()).isEqualTo(200);
    rs.issuer().publishRevoked(List.of("grant-7"), List.of("grant-71.b"));
    Gated.eventually(() -> rs.whoami(one).status() == 401);
    Reply reply = rs.whoami(one);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge()).contains("error=\"invalid_token\"").contains("revoked");
    assertThat(rs.whoami(sibling).status()).isEqualTo(401);
    assertThat(rs.whoami(other).status()).isEqualTo(200);
    assertThat(rs.whoami(rs.issuer().sign(rs.claims().put("jti", "grant-71.b"))).status())
        .isEqualTo(401);
  }

  @Test // CWE-770: else whoever may revoke much keeps everybody else's tokens alive
  void reads_the_longest_list_that_there_can_be() {
    String token = rs.issuer().sign(rs.claims().put("jti", "grant-7.a"));
    List<String> others = IntStream.range(0, 100_000)
        .mapToObj(i -> "0123456789abcdef." + (100_000_000L + i))
        .toList();
    rs.issuer().publishRevoked(List.of("grant-7"), others);
    Gated.eventually(() -> rs.whoami(token).status() == 401);
  }

  @Test
  void does_not_forget_what_was_revoked_when_the_issuer_fails() {
    String token = rs.issuer().sign(rs.claims().put("jti", "grant-7.a"));
    rs.issuer().publishRevoked(List.of("grant-7"), List.of());
    Gated.eventually(() -> rs.whoami(token).status() == 401);
    rs.issuer().answerWith(500);
    afterTwoPolls();
    assertThat(rs.whoami(token).status()).isEqualTo(401);
    rs.issuer().answerWith(200);
    rs.issuer().publish("/oauth/revoked", "{\"grants\":\"none\"}");
    afterTwoPolls();
    assertThat(rs.whoami(token).status()).isEqualTo(401);
  }

  @Test // fail closed: any token may be on it
  void takes_no_token_while_the_issuer_revokes_more_than_can_be_read() {
    String token = rs.token();
    assertThat(rs.whoami(token).status()).isEqualTo(200);
    rs.issuer().publish("/oauth/revoked", "{\"version\":3}");
    Gated.eventually(() -> rs.whoami(token).status() == 503);
    assertThat(rs.whoami(token).header("Retry-After")).isPresent();
    rs.issuer().publishRevoked(List.of(), List.of());
    Gated.eventually(() -> rs.whoami(token).status() == 200);
  }

  @Test // once for each change, not once a second
  void says_in_the_log_that_it_hears_of_no_revocation_and_that_it_does_again() {
    var own = (Logger) LoggerFactory.getLogger("gatehouse");
    Level before = own.getLevel();
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    own.setLevel(Level.INFO);
    own.addAppender(log);
    try {
      rs.issuer().publish("/oauth/revoked", "{\"grants\":\"none\"}");
      Gated.eventually(() -> says(log, "rs revocation refused") == 1);
      afterTwoPolls();
      rs.issuer().publishRevoked(List.of(), List.of());
      Gated.eventually(() -> says(log, "rs revocation noted") == 1);
      assertThat(says(log, "rs revocation refused")).isEqualTo(1);
    } finally {
      own.detachAppender(log);
      own.setLevel(before);
    }
  }

  private static long says(ListAppender<ILoggingEvent> log, String beginning) {
    return List.copyOf(log.list).stream()
        .filter(line -> line.getFormattedMessage().startsWith(beginning))
        .count();
  }

  @Test
  void knows_what_was_revoked_before_it_accepts_the_first_token() {
    rs.issuer().publishRevoked(List.of("grant-7"), List.of());
    rs.stop();
    rs.start();
    assertThat(rs.whoami(rs.issuer().sign(rs.claims().put("jti", "grant-7.a"))).status())
        .isEqualTo(401);
  }

  private void afterTwoPolls() {
    int polls = rs.issuer().requestsFor("/oauth/revoked");
    Gated.eventually(() -> rs.issuer().requestsFor("/oauth/revoked") > polls + 1);
  }
}
