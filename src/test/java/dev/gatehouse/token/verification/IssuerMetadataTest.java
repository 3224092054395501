package dev.gatehouse.token.verification;

import static dev.gatehouse.testing.OneLoop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.DocumentServer;
import dev.gatehouse.testing.OneLoop;
import dev.gatehouse.tls.Certificates;
import dev.gatehouse.tls.Identity;
import dev.gatehouse.tls.Trust;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The issuer's metadata, RFC 8414 §3: where it may stand, and what it must say. */
class IssuerMetadataTest {
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";
  private static final Identity IDENTITY =
      Certificates.selfSigned(Clock.systemUTC(), List.of("localhost"));

  @RegisterExtension
  static final OneLoop loop = new OneLoop();

  private DocumentServer server;
  private IssuerHttp http;

  @BeforeEach
  void start() {
    server = DocumentServer.secure(IDENTITY, "127.0.0.1", 0);
    http = new IssuerHttp(loop.vertx(), Trust.OF_JDK.and(IDENTITY.chain().get(0)));
  }

  @AfterEach
  void stop() {
    await(http.close());
    server.close();
  }

  @Test // §3.3
  void refuses_the_metadata_of_another_issuer() {
    server.publish(OAUTH, metadata().put("issuer", issuer() + "/").encode());
    server.publish(OPENID, metadata().put("issuer", "https://evil.example").encode());
    assertThatThrownBy(this::discovered)
        .hasMessage(issuer() + OPENID + " is not the metadata of " + issuer());
  }

  @Test
  void refuses_metadata_without_keys() {
    JsonObject metadata = metadata();
    metadata.remove("jwks_uri");
    server.publish(OPENID, metadata.encode());
    assertThatThrownBy(this::discovered).hasMessage(issuer() + OPENID + " has no jwks_uri");
  }

  @ParameterizedTest // keys over plain HTTP are anybody's
  @ValueSource(strings = {"http://localhost/jwks", "file:///etc/passwd", "/jwks", "https:jwks", ""})
  void refuses_to_leave_tls_for_keys_and_for_revocations(String url) {
    server.publish(OPENID, metadata().put("jwks_uri", url).encode());
    assertThatThrownBy(this::discovered).hasMessage("metadata of " + issuer() + " leads to " + url);
    server.publish(
        OPENID, metadata().put("gatehouse_revocation_list_endpoint", url).encode());
    assertThatThrownBy(this::discovered).hasMessage("metadata of " + issuer() + " leads to " + url);
  }

  @Test
  void takes_the_first_good_document() {
    server.publish(OAUTH, "no json");
    server.publish(OPENID, metadata().encode());
    assertThat(discovered()).isEqualTo(new IssuerMetadata(issuer() + "/jwks", null));
    server.publish(
        OAUTH,
        metadata()
            .put("gatehouse_revocation_list_endpoint", issuer() + "/revoked")
            .encode());
    assertThat(discovered())
        .isEqualTo(new IssuerMetadata(issuer() + "/jwks", issuer() + "/revoked"));
    assertThat(server.requestsFor(OPENID)).isOne();
  }

  @Test // loopback
  void stays_on_plain_http_where_the_issuer_is() {
    try (DocumentServer plain = DocumentServer.plain()) {
      String issuer = "http://127.0.0.1:" + plain.port();
      var metadata = new JsonObject().put("issuer", issuer).put("jwks_uri", issuer + "/jwks");
      plain.publish(OAUTH, metadata.encode());
      assertThat(await(IssuerMetadata.discover(http, issuer)).jwksUri())
          .isEqualTo(issuer + "/jwks");
      plain.publish(OAUTH, metadata.put("jwks_uri", "https://keys.example").encode());
      assertThat(await(IssuerMetadata.discover(http, issuer)).jwksUri())
          .isEqualTo("https://keys.example");
      plain.publish(OAUTH, metadata.put("jwks_uri", "ftp://keys.example").encode());
      assertThatThrownBy(() -> await(IssuerMetadata.discover(http, issuer)))
          .isInstanceOf(java.io.IOException.class); // of the second place, where nothing is
    }
  }

  private IssuerMetadata discovered() {
    return await(IssuerMetadata.discover(http, issuer()));
  }

  private String issuer() {
    return "https://localhost:" + server.port();
  }

  private JsonObject metadata() {
    return new JsonObject().put("issuer", issuer()).put("jwks_uri", issuer() + "/jwks");
  }
}
