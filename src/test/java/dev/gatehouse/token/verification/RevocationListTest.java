package dev.gatehouse.token.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.testing.DocumentServer;
import dev.gatehouse.testing.OneLoop;
import dev.gatehouse.tls.Trust;
import dev.gatehouse.token.AccessToken;
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

  private final RevocationList list = new RevocationList();
  private DocumentServer issuer;
  private IssuerHttp http;

  @BeforeEach
  void start() {
    issuer = DocumentServer.plain();
    http = new IssuerHttp(loop.vertx(), Trust.OF_JDK);
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
    Instant now = Instant.ofEpochSecond(1_800_000_000);
    return new AccessToken(
        "https://as.example",
        "alice",
        "https://rs.example",
        client,
        id,
        Scopes.NONE,
        now,
        now,
        "",
        "");
  }
}
