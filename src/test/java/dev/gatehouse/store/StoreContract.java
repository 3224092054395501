package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.grant.RefreshPolicy.Use;
import dev.gatehouse.oauth.grant.RefreshToken;
import dev.gatehouse.store.AuthorizationCodes.Redemption;
import dev.gatehouse.store.Revocations.OfSubjectClient;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.token.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of the stores promises. Run against each: memory, a file, a database. */
public abstract class StoreContract extends FairShareContract {

  // Clients

  @Test
  void finds_no_client_that_was_never_registered() {
    assertThat(get(stores.clients().find("nobody"))).isEmpty();
  }

  @Test
  void finds_registered_and_pre_registered_clients() {
    register(client("new"));
    assertThat(get(stores.clients().find("new"))).contains(client("new"));
    assertThat(get(stores.clients().find("known"))).isPresent();
  }

  @Test
  void keeps_a_client_that_a_user_authorized_in_a_flood_of_others() {
    register(client("used"));
    get(stores.clients().authorized("used", "alice"));
    for (int i = 0; i < 30_000; i++) {
      register(client("flood" + i));
    }
    assertThat(get(stores.clients().find("used"))).isPresent();
    assertThat(get(stores.clients().find("known"))).isPresent();
    assertThat(get(stores.clients().find("flood0"))).isEmpty(); // bounded
    assertThat(get(stores.clients().find("flood29999"))).isPresent();
  }

  @Test
  void takes_the_authorization_of_a_client_it_does_not_know_for_nothing() {
    get(stores.clients().authorized("nobody", "alice"));
    assertThat(get(stores.clients().find("nobody"))).isEmpty();
  }

  @Test // CWE-770
  void keeps_no_more_of_a_flood_of_large_clients_than_memory_has_room_for() {
    register(client("used"));
    get(stores.clients().authorized("used", "alice"));
    String large = "http://localhost/" + "x".repeat(8_000);
    for (int i = 0; i < 10_000; i++) {
      register(client("flood" + i, large));
    }
    long kept = IntStream.range(0, 10_000)
        .filter(i -> get(stores.clients().find("flood" + i)).isPresent())
        .count();
    assertThat(kept).isBetween(200L, 5_000L);
    assertThat(get(stores.clients().find("flood9999"))).isPresent();
    assertThat(get(stores.clients().find("used"))).isPresent();
  }

  @Test
  void replaces_a_client_that_there_is_and_no_other() {
    assertThat(get(stores.clients().replace(client("nobody")))).isFalse();
    assertThat(get(stores.clients().replace(client("known", "http://localhost/other"))))
        .isFalse(); // the operator's
    assertThat(get(stores.clients().find("nobody"))).isEmpty();
    assertThat(get(stores.clients().find("known"))).contains(client("known"));
    register(client("new"));
    Client changed = client("new", "http://localhost/other");
    assertThat(get(stores.clients().replace(changed))).isTrue();
    assertThat(get(stores.clients().find("new"))).contains(changed);
  }

  @Test
  void keeps_a_replaced_client_among_those_that_were_authorized() {
    register(client("used"));
    get(stores.clients().authorized("used", "alice"));
    get(stores.clients().replace(client("used", "http://localhost/other")));
    for (int i = 0; i < 30_000; i++) {
      register(client("flood" + i));
    }
    assertThat(get(stores.clients().find("used"))).isPresent();
  }

  @Test
  void removes_a_client_for_one_of_all_who_ask() {
    register(client("new"));
    register(client("used"));
    get(stores.clients().authorized("used", "alice"));
    for (String id : List.of("new", "used")) {
      List<Boolean> removed = Parallel.times(16, () -> get(stores.clients().remove(id)));
      assertThat(removed.stream().filter(one -> one)).hasSize(1);
      assertThat(get(stores.clients().find(id))).isEmpty();
      assertThat(get(stores.clients().replace(client(id)))).isFalse();
    }
    assertThat(get(stores.clients().remove("known"))).isFalse(); // the operator's
    assertThat(get(stores.clients().find("known"))).isPresent();
  }

  @Test // RFC 7592 §2.3
  void ends_all_that_a_removed_client_was_given_and_nothing_else() {
    register(client("client"));
    get(stores.clients().authorized("client", "alice"));
    opened(grant("g"), "r0");
    rotate("r0", "r1");
    opened(grant("other", "another client"), "o0");
    get(stores.clients().remove("client"));
    for (String hash : List.of("r0", "r1")) {
      assertThat(get(stores.grants().find(hash))).isEmpty();
      assertThat(rotate(hash, "r2")).isEmpty();
    }
    assertThat(open(grant("late"), "r3")).isFalse(); // was under way
    assertThat(get(stores.grants().find("o0"))).isPresent();
    AccessToken earlier = token("alice", "client", "x.y");
    assertThat(isRevoked(earlier)).isTrue();
    assertThat(get(stores.revocations().all()).subjectClients())
        .extracting(OfSubjectClient::clientId)
        .containsExactly("client");
    clock.advance(TOKEN_LIFETIME.plusMinutes(2));
    assertThat(get(stores.revocations().all()).subjectClients()).isEmpty();
    assertThat(get(stores.grants().find("r1"))).isEmpty();
  }

  @Test // else whoever registers and deletes without end fills the list that resource servers read
  void lists_no_removed_client_that_was_never_authorized() {
    register(client("new"));
    assertThat(get(stores.clients().remove("new"))).isTrue();
    assertThat(get(stores.revocations().all()).clients()).isEmpty();
    assertThat(get(stores.revocations().all()).subjectClients()).isEmpty();
  }

  // Pending requests

  @Test
  void gives_a_pending_request_to_one_of_all_who_take_it() {
    get(stores.pendingRequests().save(pending("p")));
    assertThat(get(stores.pendingRequests().find("p"))).isPresent();
    List<Boolean> taken =
        Parallel.times(16, () -> get(stores.pendingRequests().take("p")).isPresent());
    assertThat(taken.stream().filter(one -> one)).hasSize(1);
    assertThat(get(stores.pendingRequests().find("p"))).isEmpty();
  }

  @Test
  void forgets_a_pending_request_that_has_ended() {
    get(stores.pendingRequests().save(pending("p")));
    clock.advance(Duration.ofMinutes(11));
    assertThat(get(stores.pendingRequests().find("p"))).isEmpty();
    assertThat(get(stores.pendingRequests().take("p"))).isEmpty();
  }

  @Test
  void keeps_the_newest_of_a_flood_of_pending_requests() {
    for (int i = 0; i < 50_000; i++) {
      get(stores.pendingRequests().save(pending("p" + i, network("sender " + i))));
    }
    assertThat(get(stores.pendingRequests().find("p0"))).isEmpty(); // bounded
    assertThat(get(stores.pendingRequests().find("p49999"))).isPresent();
  }

  @Test
  void lets_no_sender_of_requests_crowd_out_another() {
    get(stores.pendingRequests().save(pending("quiet", network("one"))));
    for (int i = 0; i < 50_000; i++) {
      get(stores.pendingRequests().save(pending("p" + i, network("flooder"))));
    }
    assertThat(get(stores.pendingRequests().find("quiet"))).isPresent();
    assertThat(get(stores.pendingRequests().find("p0"))).isEmpty();
    assertThat(get(stores.pendingRequests().find("p49999"))).isPresent();
  }

  @Test
  void gives_the_room_of_answered_and_ended_requests_back() {
    for (int i = 0; i < 5_000; i++) {
      get(stores.pendingRequests().save(pending("p" + i)));
      assertThat(get(stores.pendingRequests().take("p" + i))).isPresent();
    }
    get(stores.pendingRequests().save(pending("first")));
    for (int i = 0; i < 400; i++) {
      get(stores.pendingRequests().save(pending("q" + i)));
    }
    assertThat(get(stores.pendingRequests().find("first"))).isPresent();
  }

  // Authorization codes

  @Test
  void tells_a_code_that_never_was_from_one_that_is() {
    assertThat(get(stores.codes().awaits("guess"))).isFalse();
    assertThat(get(stores.codes().redeem("guess"))).isInstanceOf(Redemption.Unknown.class);
    get(stores.codes().save(code("c")));
    assertThat(get(stores.codes().awaits("c"))).isTrue();
    assertThat(get(stores.codes().redeem("c"))).isEqualTo(new Redemption.Fresh(code("c")));
    assertThat(get(stores.codes().awaits("c"))).isFalse();
  }

  @Test
  void gives_a_code_to_one_of_all_who_redeem_it() {
    get(stores.codes().save(code("c")));
    List<Redemption> found = Parallel.times(16, () -> get(stores.codes().redeem("c")));
    assertThat(found.stream().filter(Redemption.Fresh.class::isInstance)).hasSize(1);
    assertThat(found.stream().filter(Redemption.Taken.class::isInstance)).hasSize(15);
  }

  @Test
  void remembers_a_used_code_as_long_as_a_token_that_came_of_it_lives() {
    get(stores.codes().save(code("c")));
    get(stores.codes().redeem("c"));
    get(stores.codes().spent("c"));
    clock.advance(TOKEN_LIFETIME);
    assertThat(get(stores.codes().redeem("c"))).isInstanceOf(Redemption.Spent.class);
    clock.advance(TOKEN_LIFETIME);
    assertThat(get(stores.codes().redeem("c"))).isInstanceOf(Redemption.Unknown.class);
  }

  // Grants and refresh tokens

  @Test
  void knows_no_refresh_token_that_never_was() {
    assertThat(get(stores.grants().find("x"))).isEmpty();
    assertThat(rotate("x", "y")).isEmpty();
    assertThat(keep("x")).isEmpty();
    assertThat(get(stores.grants().find("y"))).isEmpty();
  }

  @Test
  void rotates_a_refresh_token_once() {
    opened(grant("g"), "r0");
    assertThat(rotated("r0", "r1")).isEqualTo(Use.FIRST);
    assertThat(rotated("r0", "r2")).isNotEqualTo(Use.FIRST);
    assertThat(get(stores.grants().find("r2"))).isEmpty();
    assertThat(rotated("r1", "r3")).isEqualTo(Use.FIRST);
  }

  @Test
  void rotates_for_one_of_all_who_ask() {
    opened(grant("g"), "r0");
    var successor = new AtomicInteger();
    List<Use> found = Parallel.times(16, () -> rotated("r0", "s" + successor.incrementAndGet()));
    assertThat(found.stream().filter(one -> one == Use.FIRST)).hasSize(1);
    assertThat(found.stream().filter(one -> one == Use.RACED)).hasSize(15);
  }

  @Test
  void takes_a_second_use_for_a_race_within_the_window_until_the_successor_is_used() {
    opened(grant("g"), "r0");
    rotated("r0", "r1");
    assertThat(nextUse("r0")).isEqualTo(Use.RACED);
    clock.advance(REFRESH.reuseWindow());
    assertThat(nextUse("r0")).isEqualTo(Use.REPLAYED);
    rotated("r1", "r2");
    assertThat(nextUse("r1")).isEqualTo(Use.RACED);
    rotated("r2", "r3");
    assertThat(nextUse("r1")).isEqualTo(Use.REPLAYED);
  }

  @Test
  void keeps_a_refresh_token_in_use() {
    opened(grant("g"), "r0");
    for (int i = 0; i < 2; i++) {
      clock.advance(Duration.ofDays(12));
      assertThat(keep("r0")).isPresent();
      assertThat(nextUse("r0")).isEqualTo(Use.FIRST);
    }
    rotated("r0", "r1");
    assertThat(keep("r0").orElseThrow()).isInstanceOf(RefreshToken.Used.class);
  }

  @Test
  void forgets_a_refresh_token_that_nobody_uses() {
    opened(grant("g"), "r0");
    assertThat(expiry("r0")).isBefore(grant("g").expiresAt());
    clock.advance(REFRESH.idleLifetime());
    assertThat(get(stores.grants().find("r0"))).isEmpty();
    assertThat(rotate("r0", "r1")).isEmpty();
    assertThat(keep("r0")).isEmpty();
  }

  @Test
  void knows_a_used_refresh_token_for_longer_than_one_that_nobody_uses() {
    opened(grant("g"), "r0");
    rotated("r0", "r1");
    clock.advance(REFRESH.idleLifetime());
    assertThat(nextUse("r0")).isEqualTo(Use.REPLAYED);
  }

  @Test
  void lets_no_grant_crowd_out_another_by_refreshing() {
    opened(grant("quiet"), "q0");
    opened(grant("busy"), "r0");
    for (int i = 0; i < 150_000; i++) {
      rotated("r" + i, "r" + (i + 1));
    }
    assertThat(nextUse("q0")).isEqualTo(Use.FIRST);
    assertThat(nextUse("r150000")).isEqualTo(Use.FIRST);
    assertThat(nextUse("r149990")).isEqualTo(Use.REPLAYED);
    assertThat(get(stores.grants().find("r0"))).isEmpty(); // bounded
  }

  @Test
  void ends_every_refresh_token_of_a_revoked_grant_and_no_other() {
    opened(grant("g"), "r0");
    rotated("r0", "r1");
    opened(grant("other"), "o0");
    get(stores.grants().revoke(grant("g")));
    assertThat(get(stores.grants().find("r0"))).isEmpty();
    assertThat(get(stores.grants().find("r1"))).isEmpty();
    assertThat(rotate("r1", "r2")).isEmpty();
    assertThat(keep("r1")).isEmpty();
    assertThat(get(stores.grants().find("o0")).orElseThrow().grant()).isEqualTo(grant("other"));
  }

  @Test
  void opens_no_grant_that_was_revoked_before() {
    get(stores.grants().revoke(grant("g")));
    assertThat(open(grant("g"), "r0")).isFalse();
    assertThat(get(stores.grants().find("r0"))).isEmpty();
  }

  @Test
  void forgets_a_grant_that_has_ended() {
    opened(grant("g"), "r0");
    clock.advance(Duration.ofDays(15));
    rotated("r0", "r1");
    assertThat(expiry("r1")).isEqualTo(grant("g").expiresAt());
    clock.advance(Duration.ofDays(15));
    assertThat(get(stores.grants().find("r0"))).isEmpty();
    assertThat(get(stores.grants().find("r1"))).isEmpty();
    assertThat(rotate("r1", "r2")).isEmpty();
  }

  @Test
  void says_when_a_refresh_token_was_used_and_whether_its_successor_was() {
    opened(grant("g"), "r0");
    assertThat(get(stores.grants().find("r0"))).containsInstanceOf(RefreshToken.Unused.class);
    Instant before = clock.instant();
    rotate("r0", "r1");
    var used = (RefreshToken.Used) rotate("r0", "r2").orElseThrow();
    assertThat(used.usedAt()).isBetween(before, clock.instant());
    assertThat(used.successorUsed()).isFalse();
    clock.advance(Duration.ofHours(1));
    rotate("r1", "r3");
    var earlier = (RefreshToken.Used) get(stores.grants().find("r0")).orElseThrow();
    assertThat(earlier).isEqualTo(new RefreshToken.Used(grant("g"), used.usedAt(), true));
  }

  private Instant expiry(String hash) {
    return ((RefreshToken.Unused) get(stores.grants().find(hash)).orElseThrow()).expiresAt();
  }

  // Revocations

  @Test
  void revokes_what_a_client_was_issued_for_a_subject_until_then_and_nothing_later() {
    AccessToken earlier = token("alice", "client", "g.1");
    Instant now = clock.instant();
    get(stores.revocations().revokeIssued("alice", "client", now, now.plus(TOKEN_LIFETIME)));
    clock.advance(Duration.ofSeconds(2));
    assertThat(isRevoked(earlier)).isTrue();
    assertThat(isRevoked(token("alice", "client", "g.2"))).isFalse();
    assertThat(isRevoked(token("alice", "other", "g.1"))).isFalse();
    assertThat(isRevoked(token("bob", "client", "g.1"))).isFalse();
    assertThat(get(stores.revocations().all()).subjectClients())
        .containsExactly(new OfSubjectClient("alice", "client", now));
    clock.advance(TOKEN_LIFETIME);
    assertThat(get(stores.revocations().all()).subjectClients()).isEmpty();
  }

  @Test
  void lists_what_is_revoked_until_the_last_token_has_ended() {
    opened(grant("g"), "r0");
    get(stores.grants().revoke(grant("g")));
    AccessToken single = token("alice", "any", "h.jti");
    get(stores.revocations().revokeToken(single));
    assertThat(get(stores.revocations().all()).grants()).containsExactly("g");
    assertThat(get(stores.revocations().all()).tokens()).containsExactly("h.jti");
    assertThat(isRevoked(token("alice", "any", "g.any"))).isTrue();
    assertThat(isRevoked(single)).isTrue();
    assertThat(isRevoked(token("alice", "any", "h.other"))).isFalse();
    assertThat(isRevoked(token("alice", "any", "any.g"))).isFalse();
    clock.advance(TOKEN_LIFETIME); // an exchange that was under way gave a token a moment later
    assertThat(get(stores.revocations().all()).grants()).containsExactly("g");
    clock.advance(Duration.ofMinutes(2));
    assertThat(get(stores.revocations().all()).grants()).isEmpty();
    assertThat(get(stores.revocations().all()).tokens()).isEmpty();
    assertThat(isRevoked(single)).isFalse();
  }

  @Test // CWE-770: what would have to be remembered for weeks could be crowded out
  void gives_no_revoked_refresh_token_back_however_many_are_revoked_after_it() {
    opened(grant("g"), "r0");
    rotated("r0", "r1");
    get(stores.grants().revoke(grant("g")));
    for (int i = 0; i < 150_000; i++) {
      get(stores.grants().revoke(grant("other " + i)));
    }
    assertThat(get(stores.grants().find("r0"))).isEmpty();
    assertThat(get(stores.grants().find("r1"))).isEmpty();
  }
}
