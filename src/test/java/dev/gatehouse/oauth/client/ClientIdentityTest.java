package dev.gatehouse.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Scopes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose consent may be remembered; RFC 8252 §8.6. */
class ClientIdentityTest {
  private static final String WEB = "https://app.example/cb";
  private static final String LOOPBACK = "http://127.0.0.1/cb";

  @ParameterizedTest
  @ValueSource(
      strings = {
        LOOPBACK,
        "http://localhost:5000/cb",
        "http://app.example/cb",
        "https://localhost/cb",
        "https://127.0.0.1/cb",
        "https://[::1]/cb",
        "cursor://anysphere/cb",
        "https:///cb",
        "https://a b/cb"
      })
  void is_not_assured_where_anyone_may_wait_for_the_answer(String redirect) {
    for (ClientAuthMethod method : ClientAuthMethod.values()) {
      assertThat(assured("c", method, redirect, List.of(redirect))).isFalse();
    }
    assertThat(
            assured("https://app.example/id", ClientAuthMethod.NONE, redirect, List.of(redirect)))
        .isFalse();
  }

  @Test
  void is_not_assured_by_one_web_address_among_others() {
    assertThat(assured("c", ClientAuthMethod.NONE, WEB, List.of(WEB, LOOPBACK))).isFalse();
  }

  @Test
  void is_assured_by_web_addresses_alone() {
    assertThat(assured("c", ClientAuthMethod.NONE, WEB, List.of(WEB, "https://b.example/cb")))
        .isTrue();
  }

  @Test
  void is_assured_by_a_secret_or_by_the_url_that_is_its_id() {
    assertThat(assured("c", ClientAuthMethod.CLIENT_SECRET_BASIC, WEB, List.of(WEB, LOOPBACK)))
        .isTrue();
    assertThat(
            assured("https://app.example/id", ClientAuthMethod.NONE, WEB, List.of(WEB, LOOPBACK)))
        .isTrue();
    assertThat(assured("https://localhost/id", ClientAuthMethod.NONE, WEB, List.of(WEB, LOOPBACK)))
        .isFalse();
  }

  @Test
  void is_shown_otherwise_when_name_address_or_redirects_change() {
    Client client = client("c", ClientAuthMethod.NONE, "Name", "", List.of(WEB));
    String shown = ClientIdentity.shown(client);
    assertThat(shown)
        .isEqualTo(ClientIdentity.shown(
            client("other id", ClientAuthMethod.NONE, "Name", "", List.of(WEB))))
        .isNotEqualTo(
            ClientIdentity.shown(client("c", ClientAuthMethod.NONE, "Other", "", List.of(WEB))))
        .isNotEqualTo(ClientIdentity.shown(
            client("c", ClientAuthMethod.NONE, "Name", "https://app.example", List.of(WEB))))
        .isNotEqualTo(ClientIdentity.shown(
            client("c", ClientAuthMethod.NONE, "Name", "", List.of(WEB, LOOPBACK))));
  }

  private static boolean assured(
      String id, ClientAuthMethod method, String redirect, List<String> redirects) {
    return ClientIdentity.isAssured(client(id, method, "Name", "", redirects), redirect);
  }

  private static Client client(
      String id, ClientAuthMethod method, String name, String uri, List<String> redirects) {
    return new Client(
        id,
        "",
        new ClientDescription(
            method, ClientKeys.NONE, name, uri, redirects, GrantTypes.OF_USERS, Scopes.NONE, false),
        Scopes.NONE,
        false,
        Instant.EPOCH,
        Registration.NONE);
  }
}
