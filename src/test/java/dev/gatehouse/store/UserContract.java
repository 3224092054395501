package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.testing.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of the contract about users: who is logged in, what they allowed, and how they end it. */
public abstract class UserContract extends StoreRecords {

  // Browser sessions

  @Test
  void finds_a_session_until_it_ends() {
    assertThat(use("s")).isEmpty();
    save(session("s"));
    assertThat(use("s")).isPresent();
    get(stores.sessions().end("s"));
    assertThat(use("s")).isEmpty();
  }

  @Test // OWASP ASVS 7.3
  void ends_a_session_that_is_not_used() {
    save(session("s"));
    clock.advance(SESSION_IDLE.minusSeconds(1));
    assertThat(use("s")).isPresent();
    clock.advance(SESSION_IDLE.minusSeconds(1));
    assertThat(use("s")).isPresent();
    clock.advance(SESSION_IDLE);
    assertThat(use("s")).isEmpty();
  }

  @Test // OWASP ASVS 7.3
  void ends_a_session_that_is_always_used() {
    save(session("s"));
    for (int i = 0; i < 15; i++) {
      clock.advance(Duration.ofMinutes(30));
      assertThat(use("s")).isPresent();
    }
    clock.advance(Duration.ofMinutes(30));
    assertThat(use("s")).isEmpty();
  }

  @Test // CWE-770
  void lets_nobody_crowd_out_the_sessions_or_refresh_tokens_of_others() {
    save(session("hers"));
    opened(grant("g"), "hers");
    for (int i = 0; i < 150_000; i++) {
      save(session("his " + i, "bob"));
      opened(grant("g" + i, "client", "bob"), "his " + i);
    }
    assertThat(use("hers")).isPresent();
    assertThat(use("his 149999")).isPresent();
    assertThat(get(stores.grants().find("hers"))).isPresent();
    assertThat(get(stores.grants().find("his 149999"))).isPresent();
    assertThat(get(stores.grants().find("his 0"))).isEmpty();
  }

  // Consents

  @Test
  void finds_a_consent_of_the_same_user_client_redirect_uri_and_resource_only() {
    remember(consent("alice", "c", "read"));
    Consent.Key key = key("alice", "c");
    assertThat(get(stores.consents().find(key))).contains(consent("alice", "c", "read"));
    List<Consent.Key> others = List.of(
        key("bob", "c"),
        key("alice", "other"),
        new Consent.Key("alice", "c", "https://app.example/other", key.resource()),
        new Consent.Key("alice", "c", key.redirectUri(), "https://other.example/mcp"));
    assertThat(others).noneMatch(other -> get(stores.consents().find(other)).isPresent());
  }

  @Test
  void shows_what_was_remembered_before_to_whoever_changes_it() {
    Consent.Key key = key("alice", "c");
    get(stores.consents().update(key, before -> {
      assertThat(before).isEmpty();
      return consent("alice", "c", "a");
    }));
    get(stores.consents().update(key, before -> {
      assertThat(before).contains(consent("alice", "c", "a"));
      return consent("alice", "c", "b");
    }));
    assertThat(get(stores.consents().find(key))).contains(consent("alice", "c", "b"));
  }

  @Test
  void loses_no_change_of_a_consent_of_all_that_come_at_once() {
    Consent.Key key = key("alice", "c");
    var number = new AtomicInteger();
    Parallel.times(
        16,
        () -> get(stores.consents().update(key, before -> {
          Scopes own = Scopes.of("s" + number.incrementAndGet());
          Scopes all = before.map(Consent::scopes).orElse(Scopes.NONE).plus(own);
          return consent("alice", "c", all.toString());
        })));
    assertThat(get(stores.consents().find(key)).orElseThrow().scopes().tokens()).hasSize(16);
  }

  @Test
  void forgets_a_consent_when_it_ends() {
    remember(consent("alice", "c", "a"));
    clock.advance(Duration.ofDays(30));
    assertThat(get(stores.consents().find(key("alice", "c")))).isEmpty();
    assertThat(get(stores.consents().ofUser("alice"))).isEmpty();
  }

  @Test
  void forgets_what_one_user_gave_one_client() {
    for (String user : List.of("alice", "bob")) {
      for (String client : List.of("c", "other")) {
        remember(consent(user, client, "a"));
      }
    }
    get(stores.consents().forget("alice", "c"));
    assertThat(get(stores.consents().ofUser("alice")))
        .containsExactly(consent("alice", "other", "a"));
    assertThat(get(stores.consents().ofUser("bob"))).hasSize(2);
  }

  @Test // RFC 7592 §2.3
  void forgets_what_users_gave_a_client_that_was_removed() {
    register(client("c"));
    get(stores.clients().authorized("c", "alice"));
    remember(consent("alice", "c", "a"));
    remember(consent("bob", "other", "a"));
    get(stores.clients().remove("c"));
    assertThat(get(stores.consents().ofUser("alice"))).isEmpty();
    assertThat(get(stores.consents().ofUser("bob"))).hasSize(1);
  }

  @Test // CWE-770
  void lets_no_user_crowd_out_the_consents_of_another() {
    remember(consent("alice", "c", "a"));
    for (int i = 0; i < 100_000; i++) {
      remember(consent("bob", "c" + i, "a"));
    }
    assertThat(get(stores.consents().ofUser("alice"))).hasSize(1);
    assertThat(get(stores.consents().ofUser("bob"))).hasSizeLessThan(1_000);
    assertThat(get(stores.consents().find(key("bob", "c99999")))).isPresent();
  }

  // What came of them

  @Test
  void lists_a_grant_as_long_as_something_of_it_is_good() {
    Instant until = start.plus(Duration.ofMinutes(10));
    assertThat(get(stores.grants().begin(grant("g"), until))).isTrue();
    assertThat(get(stores.grants().ofUser("alice")))
        .extracting(ActiveGrant::grant, ActiveGrant::goodUntil)
        .containsExactly(tuple(grant("g"), until));
    assertThat(get(stores.grants().ofUser("bob"))).isEmpty();
    clock.advance(Duration.ofMinutes(5));
    open(grant("g"), "r0");
    clock.advance(Duration.ofDays(1));
    ActiveGrant given = get(stores.grants().ofUser("alice")).get(0);
    assertThat(given.givenAt()).isBefore(start.plus(Duration.ofMinutes(5)));
    assertThat(given.usedAt())
        .isBetween(start.plus(Duration.ofMinutes(5)), start.plus(Duration.ofDays(1)));
    rotated("r0", "r1");
    assertThat(get(stores.grants().ofUser("alice")).get(0).usedAt())
        .isAfter(start.plus(Duration.ofDays(1)));
    clock.advance(REFRESH.idleLifetime());
    assertThat(get(stores.grants().ofUser("alice"))).isEmpty();
  }

  @Test // of a client that may not refresh
  void lists_a_grant_without_refresh_token_until_its_access_token_ends() {
    get(stores.grants().begin(grant("g"), start.plus(Duration.ofMinutes(10))));
    Instant until = start.plus(TOKEN_LIFETIME);
    assertThat(get(stores.grants().extend(grant("g"), until))).isTrue();
    clock.advance(TOKEN_LIFETIME.minusMinutes(1));
    assertThat(get(stores.grants().ofUser("alice")))
        .extracting(ActiveGrant::grant, ActiveGrant::goodUntil)
        .containsExactly(tuple(grant("g"), until));
    clock.advance(Duration.ofMinutes(1));
    assertThat(get(stores.grants().ofUser("alice"))).isEmpty();
    assertThat(get(stores.grants().extend(grant("g"), until))).isFalse();
  }

  @Test
  void lists_no_grant_that_was_revoked_nor_whose_client_was_removed() {
    Instant until = start.plus(Duration.ofDays(1));
    get(stores.grants().begin(grant("g"), until));
    get(stores.grants().begin(grant("h", "c"), until));
    get(stores.grants().revoke(grant("g")));
    get(stores.grants().revokeClient("c"));
    assertThat(get(stores.grants().ofUser("alice"))).isEmpty();
    assertThat(get(stores.grants().extend(grant("g"), until))).isFalse();
    assertThat(get(stores.grants().begin(grant("i", "c"), until))).isFalse(); // was under way
  }

  @Test
  void withdraws_all_that_a_user_gave_a_client_and_nothing_else() {
    Instant until = start.plus(Duration.ofMinutes(10));
    get(stores.grants().begin(grant("unredeemed"), until));
    opened(grant("redeemed"), "r0");
    rotated("r0", "r1");
    opened(grant("other", "another client"), "o0");
    get(stores.grants().withdraw("bob", "client"));
    assertThat(get(stores.grants().find("r1"))).isPresent();
    get(stores.grants().withdraw("alice", "client"));
    assertThat(get(stores.grants().find("r0"))).isEmpty();
    assertThat(get(stores.grants().find("r1"))).isEmpty();
    assertThat(open(grant("unredeemed"), "r2")).isFalse();
    assertThat(get(stores.revocations().all()).grants())
        .containsExactlyInAnyOrder("unredeemed", "redeemed");
    assertThat(get(stores.grants().find("o0"))).isPresent();
    assertThat(get(stores.grants().ofUser("alice")))
        .extracting(given -> given.grant().id())
        .containsExactly("other");
    assertThat(opened(grant("anew"), "n0")).isTrue(); // asked anew
  }

  private Consent consent(String user, String client, String scopes) {
    return new Consent(
        key(user, client), "shown", Scopes.parse(scopes), start, start.plus(Duration.ofDays(30)));
  }

  private static Consent.Key key(String user, String client) {
    return new Consent.Key(user, client, "https://app.example/cb", "http://localhost/mcp");
  }
}
