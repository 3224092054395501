package dev.gatehouse.settings.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.settings.model.UserSettings;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings have to be beside their form: consistent with each other, and safe together. */
class SettingsRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "gatehouse.example"})
  void refuses_published_passwords_beyond_loopback(String host) {
    assertRefused(SettingsBuilder.create().set("server.hosts", List.of(host)))
        .hasMessageContaining("server.hosts")
        .hasMessageContaining(host)
        .hasMessageContaining("alice, bob have published passwords")
        .hasMessageContaining("--insecure-demo-users");
  }

  @Test
  void refuses_a_published_password_under_another_name_too() {
    Object users = List.of(Map.of("name", "carol", "password", "hunter2", "ring", "public"));
    assertRefused(SettingsBuilder.create()
            .set("server.hosts", List.of("0.0.0.0"))
            .set("auth-server.users", users))
        .hasMessageContaining("carol");
  }

  @Test
  void refuses_one_port_for_both_servers() {
    assertRefused(SettingsBuilder.create().origin("http://localhost:8999"))
        .hasMessage(
            "resource-server.url is 'http://localhost:8999' (set by a program): must lead to another"
                + " port than the authorization server's 8999");
    assertRefused(SettingsBuilder.create().set("resource-server.port", 8999))
        .hasMessageContaining("resource-server.port");
  }

  @Test
  void refuses_a_ring_with_an_unknown_scope() {
    assertRefused(SettingsBuilder.create()
            .set(
                "auth-server.rings",
                Map.of("ft-member", List.of("mcp.reed"), "operator", List.of())))
        .hasMessageContaining("ring ft-member has the scope 'mcp.reed'")
        .hasMessageContaining("did you mean mcp.read?");
  }

  @Test
  void refuses_a_user_in_an_unknown_ring() {
    Object users = List.of(Map.of("name", "eve", "password", "correct horse", "ring", "operater"));
    assertRefused(SettingsBuilder.create().set("auth-server.users", users))
        .hasMessageContaining("user eve is in the ring 'operater'")
        .hasMessageContaining("did you mean operator?")
        .hasMessageNotContaining("correct horse");
  }

  @Test
  void refuses_two_users_of_one_name() {
    Object eve = Map.of("name", "eve", "password", "correct horse", "ring", "public");
    assertRefused(SettingsBuilder.create().set("auth-server.users", List.of(eve, eve)))
        .hasMessageContaining("'eve' twice");
  }

  @Test
  void refuses_two_clients_of_one_id() {
    Object client = Map.of("id", "app", "redirect-uris", List.of("http://127.0.0.1/cb"));
    assertRefused(SettingsBuilder.create().set("auth-server.clients", List.of(client, client)))
        .hasMessageContaining("'app' twice");
  }

  @Test
  void refuses_a_client_whose_redirect_uri_could_not_be_registered() {
    Object client = Map.of("id", "app", "redirect-uris", List.of("javascript:alert(1)"));
    assertRefused(SettingsBuilder.create().set("auth-server.clients", List.of(client)))
        .hasMessageContaining("auth-server.clients")
        .hasMessageContaining("javascript");
  }

  @Test
  void refuses_a_short_secret_without_showing_it() {
    assertRefused(SettingsBuilder.create().set("auth-server.session-secret", "sesame"))
        .hasMessage(
            "auth-server.session-secret has a wrong value (set by a program): must be at least 16 characters");
    Object client =
        Map.of("id", "app", "secret", "sesame", "redirect-uris", List.of("http://127.0.0.1/cb"));
    assertRefused(SettingsBuilder.create().set("auth-server.clients", List.of(client)))
        .hasMessageNotContaining("sesame");
  }

  @Test
  void refuses_an_unknown_set_of_tools() {
    assertRefused(SettingsBuilder.create().set("resource-server.tools", List.of("dmo")))
        .hasMessageContaining("must be one or more of: demo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://app.example/path", "app.example", "https://*.example", "null", "*"})
  void refuses_an_allowed_origin_that_no_browser_sends(String origin) {
    assertRefused(SettingsBuilder.create().set("server.allowed-origins", List.of(origin)))
        .hasMessageContaining("server.allowed-origins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://mcp.example", "mcp.example/x", "*", "a b", "mcp.example:123456"})
  void refuses_an_allowed_host_that_no_client_sends(String host) {
    assertRefused(SettingsBuilder.create().set("server.allowed-hosts", List.of(host)))
        .hasMessageContaining("server.allowed-hosts");
  }

  @Test
  void lets_demo_users_beyond_loopback_when_told_to() {
    Settings settings = SettingsBuilder.create()
        .set("server.hosts", List.of("0.0.0.0"))
        .set("server.insecure-demo-users", true)
        .build();
    assertThat(settings.server().isOnLoopback()).isFalse();
  }

  @Test
  void lets_users_with_passwords_of_their_own_beyond_loopback() {
    Object users =
        List.of(Map.of("name", "alice", "password", "correct horse", "ring", "operator"));
    Settings settings = SettingsBuilder.create()
        .set("server.hosts", List.of("0.0.0.0"))
        .set("auth-server.users", users)
        .build();
    assertThat(settings.authServer().access().users())
        .extracting(UserSettings::demo)
        .containsExactly(false);
  }

  @Test
  void keeps_secrets_out_of_the_text_of_settings() {
    Object client = Map.of(
        "id",
        "app",
        "secret",
        "open-sesame-123456",
        "redirect-uris",
        List.of("http://127.0.0.1/cb"));
    Settings settings = SettingsBuilder.create()
        .set("auth-server.session-secret", "open-sesame-654321")
        .set("auth-server.clients", List.of(client))
        .build();
    assertThat(settings.authServer().access().clients().get(0).secret())
        .isEqualTo("open-sesame-123456");
    assertThat(settings + " " + settings.authServer().access().users()
            + settings.authServer().access().clients())
        .doesNotContain("open-sesame")
        .doesNotContain("password123");
  }

  @Test
  void refuses_to_rotate_so_often_that_too_many_keys_stay_published() {
    assertRefused(SettingsBuilder.create().set("auth-server.key-rotation-seconds", 91))
        .hasMessageContaining("must be 0, or 92 or more where access tokens live 3600 seconds");
    Settings settings =
        SettingsBuilder.create().set("auth-server.key-rotation-seconds", 92).build();
    assertThat(settings.authServer().signing().rotation()).hasSeconds(92);
    assertThat(SettingsBuilder.defaults().authServer().signing().rotation()).isZero();
  }

  @Test
  void refuses_a_short_admin_token_and_does_not_repeat_it() {
    assertRefused(SettingsBuilder.create().set("auth-server.admin-token", "open-sesame"))
        .hasMessageContaining("must be at least 32 characters without spaces")
        .hasMessageNotContaining("open-sesame");
    assertThat(SettingsBuilder.defaults().authServer().access().adminToken()).isEmpty();
  }

  @Test
  void refuses_published_passwords_behind_a_proxy_that_lets_others_in() {
    SettingsBuilder builder = SettingsBuilder.create()
        .issuer("https://as.example")
        .set("auth-server.port", 8999)
        .set("server.trusted-proxies", List.of("127.0.0.1"));
    assertRefused(builder).hasMessageContaining("alice, bob have published passwords");
    assertThat(builder.set("server.insecure-demo-users", true).build().isPrivate())
        .isFalse();
    assertThat(SettingsBuilder.defaults().isPrivate()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/0", "0.0.0.0/0", "1.2.3"})
  void refuses_a_proxy_that_is_no_address_or_everyone(String proxy) {
    assertRefused(SettingsBuilder.create().set("server.trusted-proxies", List.of(proxy)))
        .hasMessageContaining("server.trusted-proxies is")
        .hasMessageContaining("must be IP addresses or ranges");
  }

  @Test
  void refuses_half_of_tls_and_two_of_it() {
    assertRefused(SettingsBuilder.create().set("server.tls-certificate", "cert.pem"))
        .hasMessageContaining("server.tls-certificate is 'cert.pem'")
        .hasMessageContaining("must come with server.tls-key");
    assertRefused(SettingsBuilder.create().set("server.tls-key", "key.pem"))
        .hasMessageContaining("must come with server.tls-certificate");
    assertRefused(SettingsBuilder.create()
            .set("server.tls", "self-signed")
            .set("server.tls-certificate", "cert.pem")
            .set("server.tls-key", "key.pem"))
        .hasMessageContaining("must not be set beside server.tls self-signed");
    assertRefused(SettingsBuilder.create().set("server.tls", "on"))
        .hasMessageContaining("must be self-signed or off");
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(SettingsBuilder builder) {
    return assertThatThrownBy(builder::build)
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContaining("\n");
  }
}
