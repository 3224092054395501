package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.oauth.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the contract about users: who is logged in, what they allowed, and how they end it. */
public abstract class UserContract extends StoreRecords {

  // Browser sessions

  @Test
  void finds_a_session_until_it_ends() {
    assertThat(get(stores.sessions().use("s"))).isEmpty();
    get(stores.sessions().save(session("s")));
    assertThat(get(stores.sessions().use("s"))).isPresent();
    get(stores.sessions().end("s"));
    assertThat(get(stores.sessions().use("s"))).isEmpty();
  }

  @Test // OWASP ASVS 7.3
  void ends_a_session_that_is_not_used() {
    get(stores.sessions().save(session("s")));
    clock.advance(SESSION_IDLE.minusSeconds(1));
    assertThat(get(stores.sessions().use("s"))).isPresent();
    clock.advance(SESSION_IDLE.minusSeconds(1));
    assertThat(get(stores.sessions().use("s"))).isPresent();
    clock.advance(SESSION_IDLE);
    assertThat(get(stores.sessions().use("s"))).isEmpty();
  }

  @Test // OWASP ASVS 7.3
  void ends_a_session_that_is_always_used() {
    get(stores.sessions().save(session("s")));
    for (int i = 0; i < 15; i++) {
      clock.advance(Duration.ofMinutes(30));
      assertThat(get(stores.sessions().use("s"))).isPresent();
    }
    clock.advance(Duration.ofMinutes(30));
    assertThat(get(stores.sessions().use("s"))).isEmpty();
  }

  @Test // CWE-770
  void lets_nobody_crowd_out_the_sessions_or_refresh_tokens_of_others() {
    get(stores.sessions().save(session("hers")));
    opened(grant("g"), "hers");
    for (int i = 0; i < 150_000; i++) {
      get(stores.sessions().save(session("his " + i, "bob")));
      opened(grant("g" + i, "client", "bob"), "his " + i);
    }
    assertThat(get(stores.sessions().use("hers"))).isPresent();
    assertThat(get(stores.sessions().use("his 149999"))).isPresent();
    assertThat(get(stores.grants().find("hers"))).isPresent();
    assertThat(get(stores.grants().find("his 149999"))).isPresent();
    assertThat(get(stores.grants().find("his 0"))).isEmpty();
  }

  // Consents

  @Test
  void finds_a_consent_of_the_same_user_client_redirect_uri_and_resource_only() {
    get(stores.consents().remember(consent("alice", "c", "read"), Scopes.of("read")));
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
  void keeps_scopes_that_were_not_asked_for_again_and_drops_those_that_were_refused() {
    get(stores.consents().remember(consent("alice", "c", "a b"), Scopes.parse("a b")));
    get(stores.consents().remember(consent("alice", "c", "c"), Scopes.parse("b c d")));
    assertThat(get(stores.consents().find(key("alice", "c")))
            .orElseThrow()
            .scopes()
            .tokens())
        .containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void keeps_no_scope_of_a_client_that_is_another_now() {
    get(stores.consents().remember(consent("alice", "c", "a"), Scopes.parse("a")));
    Consent before = consent("alice", "c", "b");
    var changed = new Consent(before.key(), "changed", before.scopes(), start, before.expiresAt());
    get(stores.consents().remember(changed, Scopes.parse("b")));
    assertThat(get(stores.consents().find(key("alice", "c")))).contains(changed);
  }

  @Test
  void forgets_a_consent_when_it_ends() {
    get(stores.consents().remember(consent("alice", "c", "a"), Scopes.parse("a")));
    clock.advance(Duration.ofDays(30));
    assertThat(get(stores.consents().find(key("alice", "c")))).isEmpty();
    assertThat(get(stores.consents().ofUser("alice"))).isEmpty();
  }

  @Test
  void forgets_what_one_user_gave_one_client() {
    for (String user : List.of("alice", "bob")) {
      for (String client : List.of("c", "other")) {
        get(stores.consents().remember(consent(user, client, "a"), Scopes.parse("a")));
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
    get(stores.consents().remember(consent("alice", "c", "a"), Scopes.parse("a")));
    get(stores.consents().remember(consent("bob", "other", "a"), Scopes.parse("a")));
    get(stores.clients().remove("c"));
    assertThat(get(stores.consents().ofUser("alice"))).isEmpty();
    assertThat(get(stores.consents().ofUser("bob"))).hasSize(1);
  }

  @Test // CWE-770
  void lets_no_user_crowd_out_the_consents_of_another() {
    get(stores.consents().remember(consent("alice", "c", "a"), Scopes.parse("a")));
    for (int i = 0; i < 100_000; i++) {
      get(stores.consents().remember(consent("bob", "c" + i, "a"), Scopes.parse("a")));
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
    get(stores.grants().open(grant("g"), "r0"));
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
    assertThat(get(stores.grants().open(grant("unredeemed"), "r2"))).isFalse();
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
