package dev.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.load.OptionCatalogue;
import dev.gatehouse.settings.load.Setting;
import dev.gatehouse.settings.load.SettingsLayer;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuer, origin and resources: RFC 8414 §2, RFC 8707 §2, RFC 9728 §2. */
class SettingsUrlsTest {
  private final OptionCatalogue catalogue = OptionCatalogue.load();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8999",
        "ftp://localhost",
        "http://",
        "http:///x",
        "//localhost",
        "http://localhost:65536",
        "http://localhost:80a",
        "http://[::1",
        "http://my_host",
        "http://a b",
        "nonsense"
      })
  void refuses_an_issuer_that_is_no_url_of_a_server(String issuer) {
    assertRefused("auth-server.issuer", issuer, "auth-server.issuer is '");
  }

  @ParameterizedTest
  @CsvSource({
    "https://as.example?x=1, query",
    "https://as.example#x, fragment",
    "https://eve@as.example, user name",
    "http://as.example, https beyond loopback",
    "http://localhost.evil.example, https beyond loopback",
    "http://127.0.0.1.evil.example, https beyond loopback",
    "https://as.example/tenant, no path"
  })
  void refuses_an_issuer_that_rfc_8414_does_not_allow(String issuer, String reason) {
    assertRefused("auth-server.issuer", issuer, reason);
  }

  @Test
  void does_not_show_the_credentials_of_a_refused_url() {
    assertThatThrownBy(() ->
            SettingsBuilder.create().issuer("https://eve:sesame@as.example").build())
        .hasMessageContaining("'https://***@as.example'");
  }

  @Test
  void makes_https_of_the_servers_own_urls_where_tls_is_on() {
    Settings settings =
        SettingsBuilder.create().set("server.tls", "self-signed").build();
    assertThat(settings.authServer().issuer()).isEqualTo("https://localhost:8999");
    assertThat(settings.resourceServer().origin()).isEqualTo("https://localhost:8990");
    assertThat(settings.resourceServer().accepted().authorizationServer())
        .isEqualTo("https://localhost:8999");
    assertThat(settings.authServer().knownResources())
        .containsExactly("https://localhost:8990/mcp");
    assertThat(settings.authServer().port()).isEqualTo(8999);
  }

  @Test
  void notes_that_it_made_https_of_what_was_written() {
    var given = new ArrayList<Setting>();
    given.add(new Setting(catalogue.require("server.tls", "a test"), "self-signed", "a test"));
    given.add(new Setting(
        catalogue.require("auth-server.issuer", "a test"), "http://localhost:9000", "a test"));
    var loaded = new SettingsLoader(catalogue, new Secrets(new SecureRandom()))
        .load(SettingsLayer.of(given));
    assertThat(loaded.settings().authServer().issuer()).isEqualTo("https://localhost:9000");
    assertThat(loaded.notes())
        .containsExactly(
            "auth-server.issuer (a test) is taken as https://localhost:9000, since TLS is on");
  }

  @Test
  void refuses_an_origin_with_another_path_than_that_of_the_endpoint() {
    assertRefused(
        "resource-server.url",
        "http://localhost:8990/api",
        "the MCP endpoint is http://localhost:8990/mcp");
  }

  @Test
  void refuses_a_resource_or_trusted_issuer_without_https_beyond_loopback() {
    assertRefused("auth-server.resource", "http://mcp.example/mcp", "https beyond loopback");
    assertRefused(
        "auth-server.known-resources", List.of("http://mcp.example/mcp"), "https beyond loopback");
    assertRefused(
        "resource-server.authorization-server",
        "http://keycloak:8080/realms/lab",
        "--insecure-http");
    assertRefused("resource-server.jwks-endpoint", "http://keycloak:8080/certs", "--insecure-http");
  }

  @Test
  void refuses_a_jwks_endpoint_that_is_neither_url_nor_path() {
    assertRefused(
        "resource-server.jwks-endpoint", "oauth/jwks", "a path on the issuer such as /oauth/jwks");
  }

  @Test
  void takes_http_beyond_loopback_when_told_to() {
    Settings settings = SettingsBuilder.create()
        .set("server.insecure-http", true)
        .issuer("http://gatehouse:8999")
        .build();
    assertThat(settings.authServer().issuer()).isEqualTo("http://gatehouse:8999");
  }

  @Test
  void removes_a_slash_at_the_end_with_a_note() {
    var loaded = load(Map.of(
        "auth-server.issuer",
        "http://localhost:7001/",
        "resource-server.url",
        "http://localhost:7002/"));
    assertThat(loaded.settings().authServer().issuer()).isEqualTo("http://localhost:7001");
    assertThat(loaded.settings().resourceServer().accepted().authorizationServer())
        .isEqualTo("http://localhost:7001");
    assertThat(loaded.settings().resourceServer().origin()).isEqualTo("http://localhost:7002");
    assertThat(loaded.notes())
        .containsExactly(
            "auth-server.issuer (test) is used without the slash at its end: http://localhost:7001",
            "resource-server.url (test) is used without the slash at its end: http://localhost:7002");
  }

  @Test
  void takes_the_url_of_the_endpoint_for_the_origin_with_a_note() {
    var loaded = load(Map.of("resource-server.url", "http://localhost:7002/mcp"));
    assertThat(loaded.settings().resourceServer().origin()).isEqualTo("http://localhost:7002");
    assertThat(loaded.settings().resourceServer().resource())
        .isEqualTo("http://localhost:7002/mcp");
    assertThat(loaded.notes())
        .containsExactly(
            "resource-server.url (test) is the origin alone: 'http://localhost:7002/mcp' is taken without /mcp");
  }

  @Test
  void lets_ports_follow_the_urls_unless_set() {
    Settings settings = SettingsBuilder.create()
        .issuer("https://as.example")
        .origin("https://mcp.example:8443")
        .build();
    assertThat(settings.authServer().port()).isEqualTo(443);
    assertThat(settings.resourceServer().port()).isEqualTo(8443);
    settings = SettingsBuilder.create()
        .issuer("https://as.example")
        .set("auth-server.port", 8999)
        .build();
    assertThat(settings.authServer().port()).isEqualTo(8999);
  }

  @Test
  void lets_the_trusted_issuer_follow_the_issuer() {
    Settings settings = SettingsBuilder.create().issuer("http://localhost:7001").build();
    assertThat(settings.resourceServer().accepted().authorizationServer())
        .isEqualTo("http://localhost:7001");
    assertThat(settings.authServer().knownResources()).containsExactly("http://localhost:8990/mcp");
  }

  @Test
  void lets_the_known_resources_follow_the_origin() {
    Settings settings = SettingsBuilder.create().origin("http://localhost:7002").build();
    assertThat(settings.authServer().knownResources()).containsExactly("http://localhost:7002/mcp");
  }

  @Test
  void trusts_a_foreign_issuer_whose_metadata_says_where_its_keys_are() {
    Settings settings = SettingsBuilder.create()
        .set("resource-server.authorization-server", "https://keycloak.example/realms/lab")
        .build();
    assertThat(settings.resourceServer().accepted().authorizationServer())
        .isEqualTo("https://keycloak.example/realms/lab");
    assertThat(settings.resourceServer().accepted().jwksEndpoint()).isEmpty();
  }

  @Test
  void takes_a_resource_without_a_path_for_its_mcp_endpoint() {
    Settings settings = SettingsBuilder.create()
        .set("auth-server.resource", "https://mcp.example/")
        .set(
            "auth-server.known-resources",
            List.of("https://mcp.example/mcp", "https://mcp.example/other"))
        .build();
    assertThat(settings.authServer().knownResources())
        .containsExactly("https://mcp.example/mcp", "https://mcp.example/other");
  }

  @Test
  void prefers_our_own_resource_among_the_known_ones() {
    Settings settings = SettingsBuilder.create()
        .set(
            "auth-server.known-resources",
            List.of("https://mcp.example/mcp", "http://localhost:8990"))
        .build();
    assertThat(settings.authServer().knownResources())
        .containsExactly("http://localhost:8990/mcp", "https://mcp.example/mcp");
  }

  @Test
  void notes_that_no_token_can_be_issued_for_our_own_resource() {
    assertThat(load(Map.of("auth-server.resource", "https://mcp.example/mcp")).notes())
        .containsExactly(
            "no token can be issued for http://localhost:8990/mcp: add it to auth-server.known-resources");
  }

  @Test
  void writes_the_origin_as_a_browser_does() {
    Settings settings =
        SettingsBuilder.create().origin("HTTPS://MCP.Example:443").build();
    assertThat(settings.resourceServer().origin()).isEqualTo("https://mcp.example");
  }

  @Test
  void refuses_port_0_which_only_a_program_may_set() {
    assertThatThrownBy(() -> load(Map.of("auth-server.issuer", "http://localhost:0")))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("auth-server.issuer is 'http://localhost:0'");
    assertThat(SettingsBuilder.create()
            .issuer("http://localhost:0")
            .build()
            .authServer()
            .issuer())
        .matches("http://localhost:[1-9][0-9]+");
  }

  private static void assertRefused(String key, Object value, String reason) {
    assertThatThrownBy(() -> SettingsBuilder.create().set(key, value).build())
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(key + " is ")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  private SettingsLoader.Loaded load(Map<String, Object> values) {
    var settings = new ArrayList<Setting>();
    values.forEach((key, value) ->
        settings.add(new Setting(catalogue.byKey(key).orElseThrow(), value, "test")));
    return new SettingsLoader(catalogue, new Secrets(new SecureRandom()))
        .load(SettingsLayer.of(settings));
  }
}
