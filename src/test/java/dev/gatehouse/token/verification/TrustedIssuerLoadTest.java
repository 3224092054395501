package dev.gatehouse.token.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.handshake.Decision;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.jose.Jws;
import dev.gatehouse.testing.Assertions;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.OneLoop;
import dev.gatehouse.tls.TlsTrust;
import dev.gatehouse.token.AccessToken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a resource server comes to know its issuer, RFC 8414 §3, stays up to date, and says so in the log. */
class TrustedIssuerLoadTest {
  @RegisterExtension
  static final OneLoop loop = new OneLoop();

  private static final ECKey KEY = Assertions.ec("key-1");

  private final MovableClock clock = new MovableClock();
  private final List<Decision> events = new CopyOnWriteArrayList<>();
  private PublishedIssuer issuer;
  private TrustedIssuer trusted;

  @BeforeEach
  void start() {
    issuer = PublishedIssuer.started(KEY);
  }

  @AfterEach
  void stop() {
    loop.await(trusted.close());
    issuer.close();
  }

  @Test // RFC 8414 §2
  void loads_revocations_and_then_keys_from_where_the_metadata_says() {
    begin("");
    assertThat(trusted.keys().current().has("key-1")).isTrue();
    assertThat(issuer.server().requests())
        .containsExactly(PublishedIssuer.METADATA, "/revoked", "/jwks");
  }

  @Test
  void loads_keys_from_the_path_or_the_url_of_the_settings() {
    issuer
        .server()
        .publish("/elsewhere", Assertions.jwks(Assertions.ec("key-2")).encode());
    begin("/elsewhere");
    assertThat(trusted.keys().current().keys()).containsOnlyKeys("key-2");
    loop.await(trusted.close());
    begin(issuer.url() + "/elsewhere");
    assertThat(trusted.keys().current().keys()).containsOnlyKeys("key-2");
    assertThat(issuer.server().requestsFor("/jwks")).isZero();
  }

  @Test
  void needs_no_metadata_where_the_settings_say_where_the_keys_are() {
    issuer
        .server()
        .respond(PublishedIssuer.METADATA, exchange -> exchange.sendResponseHeaders(404, -1));
    begin("/jwks");
    assertThat(trusted.keys().current().has("key-1")).isTrue();
    assertThat(issuer.server().requestsFor("/revoked")).isZero();
  }

  @Test
  void loads_keys_also_while_the_revocations_cannot_be_had() {
    issuer.server().publish("/revoked", "[]");
    begin("");
    assertThat(trusted.keys().current().has("key-1")).isTrue();
  }

  @Test
  void tries_again_within_two_seconds_and_says_once_what_is_wrong() {
    issuer.server().publish("/jwks", "no JSON");
    begin("");
    assertThat(trusted.keys().current().isEmpty()).isTrue();
    until("it is asked again", () -> issuer.server().requestsFor("/jwks") == 2);
    issuer.publish(KEY);
    until("the keys are there", () -> trusted.keys().current().has("key-1"));
    until("both are told", () -> events.size() == 2);
    assertThat(events.get(0).line())
        .contains("jwks refused", "issuer=" + issuer.url(), "reason=\"this is not JSON");
    assertThat(events.get(1).line()).contains("jwks noted", "keys=key-1");
  }

  @Test
  void says_that_a_set_has_no_key_that_it_could_use() {
    issuer.publish();
    begin("");
    until("it is told", () -> events.size() == 1);
    assertThat(events.get(0).line())
        .contains("jwks refused", "reason=\"no usable key in the set\"");
  }

  @Test // the bound of a revocation
  void hears_of_a_revocation_each_second_and_reads_no_keys_for_it() {
    begin("");
    AccessToken token = token();
    assertThat(trusted.revocations().isRevoked(token)).isFalse();
    issuer.revoke("grant");
    until("it is revoked", () -> trusted.revocations().isRevoked(token));
    issuer.revoke("another");
    until("it is heard again", () -> !trusted.revocations().isRevoked(token));
    assertThat(issuer.server().requestsFor("/jwks")).isOne();
  }

  @Test
  void asks_nothing_more_once_it_is_closed() throws InterruptedException {
    begin("");
    loop.await(trusted.close());
    int asked = issuer.server().requests().size();
    Thread.sleep(1200);
    assertThat(issuer.server().requests()).hasSize(asked);
  }

  private void begin(String jwksEndpoint) {
    var decisions = new Decisions(Party.RESOURCE_SERVER, events::add, clock);
    trusted = new TrustedIssuer(
        loop.vertx(), TlsTrust.OF_JDK, clock, issuer.url(), jwksEndpoint, decisions);
    loop.await(trusted.start());
  }

  private AccessToken token() {
    var rules = new ClaimRules(
        TokenProfile.RFC_9068,
        issuer.url(),
        PublishedIssuer.RESOURCE,
        Duration.ofSeconds(30),
        clock);
    Jws jws = TokenForm.parse(issuer.token(KEY, clock.instant()));
    return rules.check(jws.header(), jws.payload());
  }

  private static void until(String what, BooleanSupplier condition) {
    Eventually.until(what, condition);
  }
}
