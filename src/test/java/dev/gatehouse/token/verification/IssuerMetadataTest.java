package dev.gatehouse.token.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.oauth.ServerMetadata;
import dev.gatehouse.http.client.BodyBound;
import dev.gatehouse.http.client.HttpBounds;
import dev.gatehouse.http.client.JsonClient;
import dev.gatehouse.testing.DocumentServer;
import dev.gatehouse.testing.OneLoop;
import dev.gatehouse.tls.TlsTrust;
import dev.gatehouse.token.RevocationPolling;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The issuer's metadata, RFC 8414 §3: where it may stand, and what it must say. */
class IssuerMetadataTest {
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";
  private static final String ISSUER = "https://as.example";
  private static final String REVOCATIONS = "gatehouse_revocation_list_endpoint";

  @RegisterExtension
  static final OneLoop loop = new OneLoop();

  @ParameterizedTest // §3.3
  @ValueSource(strings = {"https://as.example/", "https://evil.example", ""})
  void refuses_the_metadata_of_another_issuer(String issuer) {
    assertRefused(metadata("issuer", issuer), "/place is not the metadata of " + ISSUER);
    assertRefused(Map.of(), "/place is not the metadata of " + ISSUER);
  }

  @Test
  void refuses_metadata_without_keys() {
    assertRefused(Map.of("issuer", ISSUER), "/place has no jwks_uri");
    assertRefused(metadata("jwks_uri", 17), "/place has no jwks_uri");
  }

  @ParameterizedTest // keys over plain HTTP are anybody's
  @ValueSource(
      strings = {"http://as.example/jwks", "file:///etc/passwd", "/jwks", "https:jwks", ""})
  void refuses_to_leave_tls_for_keys_and_for_revocations(String url) {
    assertRefused(metadata("jwks_uri", url), "metadata of " + ISSUER + " leads to " + url);
    assertRefused(metadata(REVOCATIONS, url), "metadata of " + ISSUER + " leads to " + url);
  }

  @Test // loopback
  void stays_on_plain_http_only_where_the_issuer_is() {
    String issuer = "http://localhost:8080";
    for (String url : new String[] {"http://localhost:8080/jwks", "https://keys.example"}) {
      assertThat(metadataOf(Map.of("issuer", issuer, "jwks_uri", url), issuer, "/place"))
          .isEqualTo(new IssuerMetadata(url, null));
    }
    var odd = Map.<String, Object>of("issuer", issuer, "jwks_uri", "ftp://keys.example");
    assertThatThrownBy(() -> metadataOf(odd, issuer, "/place"))
        .hasMessageEndingWith("leads to ftp://keys.example");
  }

  @Test
  void says_where_keys_and_revocations_are() {
    assertThat(metadataOf(metadata(REVOCATIONS, ISSUER + "/revoked"), ISSUER, "/place"))
        .isEqualTo(new IssuerMetadata(ISSUER + "/jwks", ISSUER + "/revoked"));
    assertThat(metadataOf(metadata(REVOCATIONS, 17), ISSUER, "/place"))
        .isEqualTo(new IssuerMetadata(ISSUER + "/jwks", null));
  }

  @Test // §3.1, OpenID Connect Discovery §4
  void is_the_first_good_document_of_its_places() {
    var http = new JsonClient(
        loop.vertx(),
        TlsTrust.OF_JDK,
        HttpBounds.of(RevocationPolling.LONGEST_ANSWER, BodyBound.refusing(1 << 20)),
        "gatehouse-test");
    try (DocumentServer server = DocumentServer.plain()) {
      String issuer = "http://127.0.0.1:" + server.port();
      assertThatThrownBy(() -> loop.await(IssuerMetadata.discover(http, issuer)))
          .hasMessage("answered 404");
      String document = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}";
      server.publish(OAUTH, document.formatted("https://evil.example", issuer + "/evil"));
      server.publish(OPENID, document.formatted(issuer, issuer + "/openid"));
      assertThat(loop.await(IssuerMetadata.discover(http, issuer)).jwksUri())
          .isEqualTo(issuer + "/openid");
      server.publish(OAUTH, document.formatted(issuer, issuer + "/oauth"));
      assertThat(loop.await(IssuerMetadata.discover(http, issuer)).jwksUri())
          .isEqualTo(issuer + "/oauth");
      assertThat(server.requestsFor(OPENID)).isEqualTo(2);
    } finally {
      loop.await(http.close());
    }
  }

  private static IssuerMetadata metadataOf(
      Map<String, Object> document, String issuer, String place) {
    return IssuerMetadata.of(ServerMetadata.of(document, issuer, place));
  }

  private static void assertRefused(Map<String, Object> document, String fault) {
    assertThatThrownBy(() -> metadataOf(document, ISSUER, "/place")).hasMessage(fault);
  }

  private static Map<String, Object> metadata(String name, Object value) {
    var metadata =
        new HashMap<String, Object>(Map.of("issuer", ISSUER, "jwks_uri", ISSUER + "/jwks"));
    metadata.put(name, value);
    return metadata;
  }
}
