package dev.gatehouse.token.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.handshake.DecisionListeners;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.testing.Assertions;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.OneLoop;
import dev.gatehouse.tls.TlsTrust;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whether an access token is good, RFC 9068 §4, also where it was seen before. */
class AccessTokenVerifierTest {
  @RegisterExtension
  static final OneLoop loop = new OneLoop();

  private static final ECKey KEY = Assertions.ec("key-1");
  private static final ECKey OTHER = Assertions.ec("key-1");

  private final MovableClock clock = MovableClock.stoppedAt(Instant.ofEpochSecond(1_800_000_000));
  private PublishedIssuer issuer;
  private TrustedIssuer trusted;
  private AccessTokenVerifier verifier;

  @BeforeEach
  void start() {
    issuer = PublishedIssuer.started(KEY);
    var decisions = new Decisions(Party.RESOURCE_SERVER, DecisionListeners.standard(), clock);
    trusted = new TrustedIssuer(loop.vertx(), TlsTrust.OF_JDK, clock, issuer.url(), "", decisions);
    var rules = new ClaimRules(
        TokenProfile.RFC_9068,
        issuer.url(),
        PublishedIssuer.RESOURCE,
        Duration.ofSeconds(30),
        clock);
    verifier = new AccessTokenVerifier(loop.vertx(), trusted, rules);
  }

  @AfterEach
  void stop() {
    loop.await(trusted.close());
    issuer.close();
  }

  @Test
  void refuses_what_is_no_token_and_what_another_signed() {
    loop.await(trusted.start());
    assertInvalid(verifier.verify("e30"), "not three parts");
    assertInvalid(verifier.verify("e30.e30.AA"), "alg is not RS256 or ES256");
    assertInvalid(verifier.verify(issuer.token(OTHER, clock.instant())), "signature is wrong");
    String early = issuer.token(KEY, clock.instant().plusSeconds(60));
    assertInvalid(verifier.verify(early), "issued in the future");
  }

  @Test // nothing is known about the token, so it may be good
  void knows_nothing_while_no_key_was_loaded() {
    issuer.server().publish("/jwks", "no JSON");
    assertThat(loop.refusal(verifier.verify(issuer.token(KEY, clock.instant()))).error())
        .isEqualTo(OAuthError.TEMPORARILY_UNAVAILABLE);
  }

  @Test // once seen it costs no signature, so it is there at once
  void remembers_a_good_token() {
    loop.await(trusted.start());
    String token = issuer.token(KEY, clock.instant());
    AccessToken good = loop.await(verifier.verify(token));
    assertThat(good.subject()).isEqualTo("alice");
    assertThat(good.clientId()).isEqualTo("inspector");
    Future<AccessToken> again = verifier.verify(token);
    assertThat(again.isComplete()).isTrue();
    assertThat(loop.await(again)).isSameAs(good);
  }

  @Test
  void refuses_a_token_that_it_remembers_once_it_expired() {
    loop.await(trusted.start());
    String token = issuer.token(KEY, clock.instant());
    loop.await(verifier.verify(token));
    clock.advance(Duration.ofHours(1));
    assertInvalid(verifier.verify(token), "the token expired");
  }

  @Test
  void refuses_a_token_that_it_remembers_once_it_was_revoked() {
    String token = issuer.token(KEY, clock.instant());
    loop.await(verifier.verify(token));
    issuer.revoke("grant");
    loop.await(trusted.keys().fetch());
    assertInvalid(verifier.verify(token), "the token was revoked");
  }

  @Test
  void refuses_a_token_that_it_remembers_once_its_key_was_withdrawn() {
    String token = issuer.token(KEY, clock.instant());
    loop.await(verifier.verify(token));
    issuer.publish(OTHER);
    loop.await(trusted.keys().fetch());
    assertInvalid(verifier.verify(token), "signature is wrong");
    assertThat(loop.await(verifier.verify(issuer.token(OTHER, clock.instant()))).subject())
        .isEqualTo("alice");
  }

  private static void assertInvalid(Future<AccessToken> verified, String reason) {
    var refusal = loop.refusal(verified);
    assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_TOKEN);
    assertThat(refusal.reason()).contains(reason);
  }
}
