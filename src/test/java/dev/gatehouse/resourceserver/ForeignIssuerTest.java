package dev.gatehouse.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.settings.SettingsBuilder;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An authorization server that is not ours, such as a Keycloak realm: found by RFC 8414 §3.1 and OpenID Connect Discovery §4. */
class ForeignIssuerTest {
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";
  private static final String REALM = "/realms/x";

  private final LittleIssuer keycloak = LittleIssuer.started(0, REALM, Clock.systemUTC());

  @BeforeEach
  void advertises_no_revocation_list() {
    keycloak.publish(OAUTH + REALM, metadata().encode());
  }

  @AfterEach
  void close() {
    keycloak.close();
  }

  @Test
  void refuses_metadata_of_another_issuer() {
    keycloak.publish(
        OAUTH + REALM, metadata().put("issuer", keycloak.url() + "/").encode());
    assertThat(statusOfAGoodToken()).isEqualTo(503);
  }

  @Test
  void refuses_metadata_that_leads_nowhere() {
    keycloak.publish(
        OAUTH + REALM, metadata().put("jwks_uri", "file:///etc/passwd").encode());
    assertThat(statusOfAGoodToken()).isEqualTo(503);
  }

  @Test
  void finds_rfc_8414_metadata_with_the_path_inserted() {
    assertThat(statusOfAGoodToken()).isEqualTo(200);
  }

  @Test
  void finds_openid_metadata_with_the_path_inserted() {
    moveMetadataTo(OPENID + REALM);
    assertThat(statusOfAGoodToken()).isEqualTo(200);
  }

  @Test
  void finds_openid_metadata_with_the_path_appended() {
    moveMetadataTo(REALM + OPENID);
    assertThat(statusOfAGoodToken()).isEqualTo(200);
  }

  @Test
  void polls_no_revocation_list_that_is_not_advertised() throws InterruptedException {
    try (var rs = Gated.with(trusting(""))) {
      rs.open();
      Thread.sleep(1200);
    }
    assertThat(keycloak.requestsFor("/oauth/revoked")).isZero();
  }

  @Test
  void takes_the_keys_from_the_configured_path_without_metadata() {
    keycloak.withdraw(OAUTH + REALM);
    keycloak.publish(REALM + "/certs", keys());
    assertThat(statusOfAGoodToken("/certs")).isEqualTo(200);
  }

  @Test
  void takes_the_keys_from_the_configured_url_without_metadata() {
    keycloak.withdraw(OAUTH + REALM);
    keycloak.publish("/elsewhere", keys());
    String url = "http://localhost:" + keycloak.port() + "/elsewhere";
    assertThat(statusOfAGoodToken(url)).isEqualTo(200);
  }

  private JsonObject metadata() {
    JsonObject metadata = keycloak.metadata();
    metadata.remove("gatehouse_revocation_list_endpoint");
    return metadata;
  }

  private int statusOfAGoodToken() {
    return statusOfAGoodToken("");
  }

  private int statusOfAGoodToken(String jwksEndpoint) {
    try (var rs = Gated.with(trusting(jwksEndpoint))) {
      rs.open();
      return rs.whoami(keycloak.sign(keycloak.claims(rs.resource()))).status();
    }
  }

  private void moveMetadataTo(String place) {
    keycloak.withdraw(OAUTH + REALM);
    keycloak.publish(place, metadata().encode());
  }

  private String keys() {
    return "{\"keys\":[" + keycloak.key().toPublicJWK().toJSONString() + "]}";
  }

  private UnaryOperator<SettingsBuilder> trusting(String jwksEndpoint) {
    return settings -> {
      settings.set("resource-server.authorization-server", keycloak.url());
      return jwksEndpoint.isEmpty()
          ? settings
          : settings.set("resource-server.jwks-endpoint", jwksEndpoint);
    };
  }
}
