package dev.gatehouse.token.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.http.client.BodyBound;
import dev.gatehouse.http.client.HttpBounds;
import dev.gatehouse.http.client.JsonClient;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.testing.DocumentServer;
import dev.gatehouse.testing.OneLoop;
import dev.gatehouse.tls.TlsTrust;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.RevocationPolling;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the issuer took back, RFC 7009 §2.1 at a resource server: a list counts whole or not at all. */
class RevocationListTest {
  @RegisterExtension
  static final OneLoop loop = new OneLoop();

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final RevocationList list = new RevocationList();
  private DocumentServer issuer;
  private JsonClient http;

  @BeforeEach
  void start() {
    issuer = DocumentServer.plain();
    http = client(16 << 20);
  }

  @AfterEach
  void stop() {
    loop.await(http.close());
    issuer.close();
  }

  @Test
  void takes_back_nothing_before_it_was_asked_for() {
    assertThat(list.isRevoked(token("grant.1", "inspector"))).isFalse();
    assertThat(list.isRevoked(token("", ""))).isFalse();
  }

  @Test
  void takes_back_grants_tokens_and_clients_and_nothing_beside_them() {
    poll("{\"grants\":[\"g\",\"\"],\"tokens\":[\"h.1\"],\"clients\":[\"evil\"]}");
    assertThat(list.isRevoked(token("g.1", "inspector"))).isTrue();
    assertThat(list.isRevoked(token("h.1", "inspector"))).isTrue();
    assertThat(list.isRevoked(token("k.1", "evil"))).isTrue();
    assertThat(list.isRevoked(token("h.2", "inspector"))).isFalse();
    assertThat(list.isRevoked(token("gg.1", "inspector"))).isFalse();
    assertThat(list.isRevoked(token("no grant in it", "inspector"))).isFalse();
  }

  @Test
  void takes_back_what_a_subject_was_issued_until_then() {
    long last = NOW.getEpochSecond();
    poll("{\"version\":2,\"subjects\":[{\"sub\":\"alice\",\"issued_until\":" + last + "}]}");
    assertThat(list.isRevoked(token("k.1", "inspector"))).isTrue();
    poll("{\"version\":2,\"subjects\":[{\"sub\":\"bob\",\"issued_until\":" + last + "}]}");
    assertThat(list.isRevoked(token("k.1", "inspector"))).isFalse();
    poll("{\"subjects\":[{\"sub\":\"alice\",\"issued_until\":" + (last - 1) + "}]}");
    assertThat(list.isRevoked(token("k.1", "inspector"))).isFalse();
    poll("{\"subject_clients\":[{\"sub\":\"alice\",\"client_id\":\"inspector\",\"issued_until\":"
        + last
        + "}]}");
    assertThat(list.isRevoked(token("k.1", "inspector"))).isTrue();
    assertThat(list.isRevoked(token("k.1", "another"))).isFalse();
  }

  @ParameterizedTest // fail closed: what cannot be read may be about any token
  @ValueSource(strings = {"3", "0", "\"2\"", "null"})
  void knows_nothing_while_the_list_has_a_version_that_it_does_not_know(String version) {
    poll("{\"version\":2,\"grants\":[\"g\"]}");
    assertThat(list.isKnown()).isTrue();
    assertThatThrownBy(() -> poll("{\"version\":" + version + ",\"grants\":[]}"))
        .hasMessage("the revocation list has version " + version.replace("\"", ""));
    assertThat(list.isKnown()).isFalse();
    assertThat(list.isRevoked(token("g.1", "inspector"))).isTrue();
    poll("{\"version\":2,\"grants\":[\"g\"]}");
    assertThat(list.isKnown()).isTrue();
  }

  @Test // CWE-770, and fail closed
  void knows_nothing_while_the_list_is_longer_than_it_reads() {
    var small = client(1_000);
    issuer.publish("/revoked", "{\"grants\":[\"" + "g".repeat(1_000) + "\"]}");
    assertThatThrownBy(() -> loop.await(list.poll(small, url())))
        .hasMessage("longer than 1000 bytes");
    assertThat(list.isKnown()).isFalse();
    issuer.respond("/revoked", exchange -> exchange.sendResponseHeaders(500, -1));
    assertThatThrownBy(() -> loop.await(list.poll(small, url()))).hasMessage("answered 500");
    assertThat(list.isKnown()).isFalse();
    issuer.publish("/revoked", "{}");
    loop.await(list.poll(small, url()));
    assertThat(list.isKnown()).isTrue();
    loop.await(small.close());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"subjects\":[{\"issued_until\":1}]}",
        "{\"subjects\":[{\"sub\":\"\",\"issued_until\":1}]}",
        "{\"subjects\":[{\"sub\":\"alice\"}]}",
        "{\"subjects\":[\"alice\"]}",
        "{\"subject_clients\":[{\"sub\":\"alice\",\"issued_until\":1}]}"
      })
  void keeps_the_last_list_where_an_entry_of_the_next_is_damaged(String damaged) {
    poll("{\"grants\":[\"g\"]}");
    assertThatThrownBy(() -> poll(damaged)).isInstanceOf(IllegalArgumentException.class);
    assertThat(list.isRevoked(token("g.1", "inspector"))).isTrue();
  }

  @Test
  void reads_a_list_that_is_not_there_as_an_empty_one() {
    poll("{\"grants\":[\"g\"]}");
    assertThat(list.isRevoked(token("g.1", "inspector"))).isTrue();
    poll("{}");
    assertThat(list.isRevoked(token("g.1", "inspector"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"grants", "tokens", "clients"})
  void keeps_the_last_list_where_the_next_is_damaged(String name) {
    poll("{\"grants\":[\"g\"]}");
    for (String damaged : new String[] {"null", "{}", "\"g\"", "[\"g\",1]"}) {
      assertThatThrownBy(() -> poll("{\"" + name + "\":" + damaged + '}'))
          .hasMessage("the revocation list has no list of " + name);
    }
    assertThat(list.isRevoked(token("g.1", "inspector"))).isTrue();
  }

  @Test // RFC 9110 §13.1.2
  void asks_only_for_what_changed_and_keeps_what_did_not() {
    issuer.publish("/revoked", "{\"grants\":[\"g\"]}", "ETag", "\"1\"");
    loop.await(list.poll(http, url()));
    issuer.respond("/revoked", exchange -> exchange.sendResponseHeaders(304, -1));
    loop.await(list.poll(http, url()));
    assertThat(issuer.headers().get(0).containsKey("If-None-Match")).isFalse();
    assertThat(issuer.headers().get(1).getFirst("If-None-Match")).isEqualTo("\"1\"");
    assertThat(list.isRevoked(token("g.1", "inspector"))).isTrue();
  }

  private void poll(String document) {
    issuer.publish("/revoked", document);
    loop.await(list.poll(http, url()));
  }

  private String url() {
    return "http://127.0.0.1:" + issuer.port() + "/revoked";
  }

  private static AccessToken token(String id, String client) {
    return new AccessToken(
        "https://as.example",
        "alice",
        "https://rs.example",
        client,
        id,
        Scopes.NONE,
        NOW,
        NOW,
        "",
        "");
  }

  private static JsonClient client(int longest) {
    return new JsonClient(
        loop.vertx(),
        TlsTrust.OF_JDK,
        HttpBounds.of(RevocationPolling.LONGEST_ANSWER, BodyBound.refusing(longest)),
        "gatehouse-test");
  }
}
