package dev.gatehouse.authserver.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientAuthMethod;
import dev.gatehouse.oauth.client.ClientDescription;
import dev.gatehouse.oauth.client.ClientKeys;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.oauth.client.Registration;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.oauth.grant.CodeBinding;
import dev.gatehouse.oauth.grant.LoginRequirements;
import dev.gatehouse.store.Consent;
import dev.gatehouse.store.StoreContext;
import dev.gatehouse.store.memory.MemoryStores;
import dev.gatehouse.testing.MovableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a second answer of a user changes of the first. */
class ConsentMemoryTest {
  private static final String REDIRECT_URI = "https://app.example/cb";

  private final MovableClock clock = new MovableClock();
  private final ConsentMemory memory = new ConsentMemory(
      MemoryStores.create(new StoreContext(
              clock, new Secrets(new SecureRandom()), List.of(), Duration.ofHours(1)))
          .consents(),
      Duration.ofDays(30),
      clock);

  @Test
  void keeps_scopes_that_were_not_asked_for_again_and_drops_those_that_were_refused() {
    memory.remember("alice", request("Name", "a b"), Scopes.parse("a b")).await();
    memory.remember("alice", request("Name", "b c d"), Scopes.parse("c")).await();
    assertThat(recalled("Name").scopes().tokens()).containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void keeps_no_scope_of_a_client_that_is_another_now() {
    memory.remember("alice", request("Name", "a"), Scopes.parse("a")).await();
    memory.remember("alice", request("Another name", "b"), Scopes.parse("b")).await();
    assertThat(recalled("Another name").scopes().tokens()).containsExactly("b");
  }

  @Test
  void begins_the_lifetime_anew() {
    memory.remember("alice", request("Name", "a"), Scopes.parse("a")).await();
    clock.advance(Duration.ofDays(29));
    memory.remember("alice", request("Name", "a"), Scopes.parse("a")).await();
    clock.advance(Duration.ofDays(29));
    assertThat(recalled("Name").scopes().tokens()).containsExactly("a");
  }

  private Consent recalled(String clientName) {
    return memory.recall("alice", request(clientName, "a")).await().orElseThrow();
  }

  private AuthorizationRequest request(String clientName, String scopes) {
    var client = new Client(
        "client",
        Secrets.sha256("secret"),
        new ClientDescription(
            ClientAuthMethod.CLIENT_SECRET_BASIC,
            ClientKeys.NONE,
            clientName,
            "",
            List.of(REDIRECT_URI),
            GrantTypes.OF_USERS,
            Scopes.NONE,
            true),
        Scopes.NONE,
        false,
        clock.instant(),
        new Registration("", Map.of()));
    return new AuthorizationRequest(
        client,
        REDIRECT_URI,
        null,
        Scopes.parse(scopes),
        "http://localhost/mcp",
        new CodeBinding("challenge", ""),
        false,
        new LoginRequirements(Set.of(), null, ""));
  }
}
