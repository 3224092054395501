package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientDescription;
import dev.gatehouse.oauth.client.Registration;
import dev.gatehouse.oauth.grant.RefreshPolicy.Use;
import dev.gatehouse.store.Revocations.OfSubject;
import dev.gatehouse.store.Revocations.OfSubjectClient;
import dev.gatehouse.store.Revocations.Revoked;
import dev.gatehouse.token.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The part of the contract about full stores, CWE-770: whoever holds most makes way, whatever many names he has for himself; and what must
 * not be forgotten is not.
 */
public abstract class FairShareContract extends OnceContract {
  private static final int ATTACKERS = 41;

  // Clients

  @Test
  void keeps_the_clients_of_others_when_one_user_authorizes_hundreds_of_large_ones() {
    authorize(client("hers"), "alice");
    authorize(client("shared"), "mallory");
    get(stores.clients().authorized("shared", "alice"));
    for (int i = 0; i < 3_000; i++) {
      authorize(large("his " + i), "mallory");
    }
    assertThat(get(stores.clients().find("hers"))).isPresent();
    assertThat(get(stores.clients().find("shared"))).isPresent(); // alice has room for it
    assertThat(get(stores.clients().find("his 0"))).isEmpty();
    assertThat(get(stores.clients().find("his 2999"))).isPresent();
  }

  @Test
  void keeps_the_clients_of_others_when_many_users_authorize_large_ones() {
    authorize(client("hers"), "alice");
    for (int i = 0; i < 6_000; i++) {
      authorize(large("his " + i), "mallory " + i % ATTACKERS);
    }
    assertThat(get(stores.clients().find("hers"))).isPresent();
  }

  @Test
  void keeps_the_least_recently_used_client_of_a_user_least() {
    authorize(client("used"), "alice");
    authorize(client("unused"), "alice");
    for (int i = 0; i < 3_000; i++) {
      authorize(large("his " + i), "alice");
      get(stores.clients().find("used"));
    }
    assertThat(get(stores.clients().find("used"))).isPresent();
    assertThat(get(stores.clients().find("unused"))).isEmpty();
  }

  @Test
  void keeps_a_new_client_of_another_network_in_a_flood_of_registrations() {
    get(stores.clients().register(client("new"), network("quiet")));
    for (int i = 0; i < 30_000; i++) {
      get(stores.clients().register(client("flood " + i), network("flooder " + i % ATTACKERS)));
    }
    assertThat(get(stores.clients().find("new"))).isPresent();
    assertThat(get(stores.clients().find("flood 0"))).isEmpty();
  }

  @Test // a registration may be changed to something larger, RFC 7592 §2.2
  void counts_what_a_client_is_replaced_by() {
    authorize(client("hers"), "alice");
    IntStream.range(0, 1_000).forEach(i -> authorize(client("his " + i), "mallory"));
    for (int i = 0; i < 1_000; i++) {
      get(stores.clients().replace(large("his " + i)));
    }
    assertThat(get(stores.clients().find("hers"))).isPresent();
    assertThat(IntStream.range(0, 1_000)
            .filter(i -> get(stores.clients().find("his " + i)).isPresent())
            .count())
        .isLessThan(200);
  }

  // Requests

  @Test
  void keeps_the_requests_of_one_network_in_a_flood_from_many_others() {
    get(stores.pendingRequests().save(pending("hers", network("quiet"))));
    get(stores.pushedRequests().save(pushed("hers", network("quiet"))));
    for (int i = 0; i < 30_000; i++) {
      Owner flooder = network("flooder " + i % ATTACKERS);
      get(stores.pendingRequests().save(pending("p" + i, flooder)));
      get(stores.pushedRequests().save(pushed("p" + i, flooder)));
    }
    assertThat(get(stores.pendingRequests().find("hers"))).isPresent();
    assertThat(get(stores.pushedRequests().take("hers", "c"))).isPresent();
    assertThat(get(stores.pendingRequests().find("p0"))).isEmpty();
    assertThat(get(stores.pendingRequests().find("p29999"))).isPresent();
  }

  @Test // whoever is given an IPv6 /48 sends from 65,536 networks
  void counts_the_networks_of_one_site_as_one() {
    get(stores.pendingRequests().save(pending("hers", network("quiet"))));
    get(stores.pushedRequests().save(pushed("hers", network("quiet"))));
    get(stores.clients().register(client("hers"), network("quiet")));
    for (int i = 0; i < 30_000; i++) {
      Owner flooder = Owner.network("20010db80000" + i + "/64", "20010db80000/48");
      get(stores.pendingRequests().save(pending("p" + i, flooder)));
      get(stores.pushedRequests().save(pushed("p" + i, flooder)));
      get(stores.clients().register(client("p" + i), flooder));
    }
    assertThat(get(stores.pendingRequests().find("hers"))).isPresent();
    assertThat(get(stores.pushedRequests().take("hers", "c"))).isPresent();
    assertThat(get(stores.clients().find("hers"))).isPresent();
  }

  @Test
  void keeps_the_requests_of_users_in_a_flood_of_strangers() {
    get(stores.pendingRequests().save(pending("hers", Owner.user("alice"))));
    get(stores.pushedRequests().save(pushed("hers", Owner.client("known"))));
    for (int i = 0; i < 30_000; i++) {
      get(stores.pendingRequests().save(pending("p" + i, network("stranger " + i))));
      get(stores.pushedRequests().save(pushed("p" + i, network("stranger " + i))));
    }
    assertThat(get(stores.pendingRequests().find("hers"))).isPresent();
    assertThat(get(stores.pushedRequests().take("hers", "c"))).isPresent();
  }

  // Codes, sessions

  @Test
  void keeps_the_code_and_the_session_of_one_user_in_a_flood_of_others() {
    get(stores.codes().save(code("hers", "alice")));
    save(session("hers"));
    for (int i = 0; i < 30_000; i++) {
      get(stores.codes().save(code("c" + i, "mallory " + i % ATTACKERS)));
      save(session("s" + i, "mallory " + i % ATTACKERS));
    }
    assertThat(get(stores.codes().awaits("hers"))).isTrue();
    assertThat(use("hers")).isPresent();
    assertThat(get(stores.codes().awaits("c0"))).isFalse();
  }

  // Refresh tokens

  @Test
  void costs_no_living_refresh_token_its_place_however_many_are_used() {
    opened(grant("idle", "c", "alice"), "idle");
    for (int family = 0; family < 3_500; family++) {
      opened(grant("g" + family, "c", "user " + family % 350), "r" + family + " 0");
    }
    for (int use = 0; use < 40; use++) {
      for (int family = 0; family < 3_500; family++) {
        rotated("r" + family + ' ' + use, "r" + family + ' ' + (use + 1));
      }
    }
    assertThat(nextUse("idle")).isEqualTo(Use.FIRST);
    assertThat(
            IntStream.range(0, 3_500).filter(family -> nextUse("r" + family + " 40") == Use.FIRST))
        .hasSize(3_500);
    assertThat(nextUse("r3499 39")).isNotEqualTo(Use.FIRST);
  }

  @Test
  void takes_the_oldest_grant_of_whoever_holds_most_and_ends_all_of_it() {
    opened(grant("hers", "c", "alice"), "hers");
    AccessToken first = token("mallory", "c", "g0.a");
    for (int i = 0; i < 40_000; i++) {
      opened(grant("g" + i, "c", "mallory"), "r" + i);
    }
    assertThat(get(stores.grants().find("hers"))).isPresent();
    assertThat(get(stores.grants().find("r0"))).isEmpty();
    assertThat(get(stores.grants().find("r39999"))).isPresent();
    assertThat(isRevoked(first)).isTrue(); // it is on no list, so that nobody could withdraw it
    assertThat(isRevoked(token("alice", "c", "hers.a"))).isFalse();
  }

  @Test
  void opens_no_grant_that_was_not_begun() {
    assertThat(open(grant("g"), "r0")).isFalse();
    assertThat(get(stores.grants().extend(grant("g"), start.plusSeconds(60)))).isFalse();
    assertThat(get(stores.grants().find("r0"))).isEmpty();
  }

  // Revocations

  @Test
  void forgets_no_revocation_before_its_token_ends() {
    List<AccessToken> first = new ArrayList<>();
    for (int subject = 0; subject < 51; subject++) {
      first.add(token("user " + subject, "c", "g" + subject + ".0"));
      get(stores.revocations().revokeToken(first.get(subject)));
    }
    for (int i = 1; i < 2_000; i++) {
      for (int subject = 0; subject < 51; subject++) {
        AccessToken token = token("user " + subject, "c", "g" + subject + '.' + i);
        get(stores.revocations().revokeToken(token));
        assertThat(isRevoked(token)).isTrue();
      }
    }
    assertThat(first).allMatch(this::isRevoked);
    assertThat(entries(get(stores.revocations().all()))).isLessThan(20_000);
    clock.advance(TOKEN_LIFETIME.minusSeconds(60));
    assertThat(first).allMatch(this::isRevoked);
  }

  @Test
  void joins_what_a_client_of_a_user_revoked_and_harms_no_other() {
    AccessToken quiet = token("bob", "c", "b.quiet");
    AccessToken elsewhere = token("alice", "another", "a.elsewhere");
    AccessToken bystander = token("alice", "c", "a.bystander");
    get(stores.revocations().revokeToken(token("bob", "c", "b.revoked")));
    List<AccessToken> his = tokens(10_000, i -> token("alice", "c", "a." + i));
    his.forEach(token -> get(stores.revocations().revokeToken(token)));
    Revoked all = get(stores.revocations().all());
    assertThat(all.subjectClients()).extracting(OfSubjectClient::subject).containsExactly("alice");
    assertThat(all.tokens()).contains("b.revoked");
    assertThat(his).allMatch(this::isRevoked);
    assertThat(isRevoked(quiet)).isFalse();
    assertThat(isRevoked(elsewhere)).isFalse();
    assertThat(isRevoked(bystander)).isTrue(); // of the same client and user
    clock.advance(Duration.ofSeconds(1));
    assertThat(isRevoked(token("alice", "c", "a.later"))).isFalse();
    clock.advance(TOKEN_LIFETIME);
    assertThat(get(stores.revocations().all()).subjectClients()).isEmpty();
  }

  @Test
  void joins_what_many_clients_of_a_user_revoked() {
    List<AccessToken> tokens = tokens(5_000, i -> token("alice", "c" + i, "a." + i));
    AccessToken hers = token("bob", "c0", "b.0");
    get(stores.revocations().revokeToken(hers));
    tokens.forEach(token -> get(stores.revocations().revokeToken(token)));
    assertThat(tokens).allMatch(this::isRevoked);
    assertThat(get(stores.revocations().all()).subjects())
        .extracting(OfSubject::subject)
        .containsExactly("alice");
    assertThat(isRevoked(hers)).isTrue();
    assertThat(isRevoked(token("bob", "c1", "b.1"))).isFalse();
  }

  @Test // an exchange that began before gives its token a moment later
  void joins_revoked_grants_without_letting_a_late_token_through() {
    Instant until = clock.instant().plus(TOKEN_LIFETIME).plusSeconds(60);
    for (int i = 0; i < 10_000; i++) {
      get(stores.revocations().revokeGrant(grant("g" + i, "c", "alice"), until));
    }
    clock.advance(Duration.ofSeconds(3));
    assertThat(IntStream.range(0, 10_000))
        .allMatch(i -> isRevoked(token("alice", "c", "g" + i + ".a")));
  }

  @Test
  void keeps_one_revocation_of_each_user_however_many_they_are() {
    List<AccessToken> tokens = tokens(30_000, i -> token("user " + i, "c", "u" + i + ".a"));
    tokens.forEach(token -> get(stores.revocations().revokeToken(token)));
    assertThat(tokens).allMatch(this::isRevoked);
  }

  @Test
  void forgets_no_removed_client_before_its_tokens_end() {
    Set<String> users =
        Set.copyOf(IntStream.range(0, 40).mapToObj(i -> "user " + i).toList());
    Instant until = clock.instant().plus(TOKEN_LIFETIME);
    for (int i = 0; i < 3_000; i++) {
      get(stores.revocations().revokeClient("c" + i, users, until));
    }
    assertThat(IntStream.range(0, 3_000)).allMatch(i -> isRevoked(token("user 7", "c" + i, "g.a")));
    assertThat(isRevoked(token("alice", "other", "g.a"))).isFalse();
    assertThat(entries(get(stores.revocations().all()))).isLessThan(20_000);
  }

  // Ids

  @Test
  void refuses_a_client_that_fills_the_room_of_assertion_ids_and_no_other() {
    Instant until = start.plus(Duration.ofMinutes(5));
    int used = 0;
    while (used < 1_000_000
        && assertion("flooder", "same", "a" + used, until) == AssertionIds.Use.FRESH) {
      used++;
    }
    assertThat(used).isBetween(5_000, 100_000);
    assertThat(assertion("flooder", "same", "more", until)).isEqualTo(AssertionIds.Use.NO_ROOM);
    assertThat(assertion("flooder", "same", "a0", until)).isEqualTo(AssertionIds.Use.USED);
    assertThat(assertion("neighbour", "same", "a0", until)).isEqualTo(AssertionIds.Use.FRESH);
    assertThat(assertion("other", "elsewhere", "a0", until)).isEqualTo(AssertionIds.Use.FRESH);
    assertThat(get(stores.assertionIds().use(Owner.client("known"), "known", "a0", until)))
        .isEqualTo(AssertionIds.Use.FRESH);
    clock.advance(Duration.ofMinutes(6));
    assertThat(assertion("flooder", "same", "more", until.plusSeconds(360)))
        .isEqualTo(AssertionIds.Use.FRESH);
  }

  @Test
  void leaves_room_for_assertion_ids_in_a_flood_from_many_networks() {
    Instant until = start.plus(Duration.ofMinutes(5));
    for (int i = 0; i < 300_000; i++) {
      assertion("c" + i % 1_000, "network " + i % ATTACKERS, "a" + i, until);
    }
    assertThat(assertion("quiet", "quiet", "a", until)).isEqualTo(AssertionIds.Use.FRESH);
    assertThat(assertion("quiet", "quiet", "a", until)).isEqualTo(AssertionIds.Use.USED);
    assertThat(get(stores.assertionIds().use(Owner.client("known"), "known", "a", until)))
        .isEqualTo(AssertionIds.Use.FRESH);
  }

  private AssertionIds.Use assertion(String client, String network, String jti, Instant until) {
    return get(stores.assertionIds().use(network(network), client, jti, until));
  }

  private static List<AccessToken> tokens(int number, IntFunction<AccessToken> token) {
    return IntStream.range(0, number).mapToObj(token).toList();
  }

  private static int entries(Revoked all) {
    return all.grants().size()
        + all.tokens().size()
        + all.clients().size()
        + all.subjectClients().size()
        + all.subjects().size();
  }

  private Client large(String id) {
    Client small = client(id);
    return new Client(
        id,
        "",
        new ClientDescription(
            small.authMethod(),
            small.keys(),
            small.name(),
            "",
            small.redirectUris(),
            small.grantTypes(),
            small.scope(),
            false),
        small.ownScopes(),
        false,
        start,
        new Registration("token", Map.of("logo_uri", "x".repeat(26_000))));
  }
}
