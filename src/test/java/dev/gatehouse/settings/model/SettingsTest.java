package dev.gatehouse.settings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.ClientKeys;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.settings.SettingsBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The settings as an embedder makes them. */
class SettingsTest {
  private static final String RESOURCE = "http://localhost:8990/mcp";

  @Test
  void refuses_an_unknown_key_with_the_nearest_known_one() {
    assertThatThrownBy(
            () -> SettingsBuilder.create().set("auth-server.isuer", "http://localhost:1"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("auth-server.isuer")
        .hasMessageContaining("did you mean auth-server.issuer?");
  }

  @Test
  void has_the_addresses_and_lifetimes_of_the_contract_by_default() {
    Settings settings = SettingsBuilder.defaults();
    assertThat(settings.authServer().issuer()).isEqualTo("http://localhost:8999");
    assertThat(settings.authServer().port()).isEqualTo(8999);
    assertThat(settings.authServer().knownResources()).containsExactly(RESOURCE);
    assertThat(settings.authServer().tokens().accessTokenLifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.authServer().tokens().codeLifetime()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.resourceServer().resource()).isEqualTo(RESOURCE);
    assertThat(settings.resourceServer().port()).isEqualTo(8990);
    assertThat(settings.resourceServer().accepted().authorizationServer())
        .isEqualTo("http://localhost:8999");
    assertThat(settings.resourceServer().accepted().jwksEndpoint()).isEqualTo("/oauth/jwks");
    assertThat(settings.resourceServer().accepted().requiredScopes()).isEqualTo(Scopes.NONE);
    assertThat(settings.server().hosts()).containsExactly("127.0.0.1", "::1");
    assertThat(settings.server().instances()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void has_the_users_rings_and_scopes_of_the_contract_by_default() {
    AuthServerSettings settings = SettingsBuilder.defaults().authServer();
    assertThat(settings.access().users())
        .containsExactly(
            new UserSettings("alice", "password123", "operator", true),
            new UserSettings("bob", "hunter2", "ft-member", true));
    assertThat(settings.access().rings().keySet())
        .containsExactly("public", "ft-member", "ic-member", "ai-floor", "operator");
    assertThat(settings.access().rings())
        .containsEntry("ft-member", Scopes.parse("mcp.read mcp.write notes:read notes:write"))
        .containsEntry(
            "operator", Scopes.parse("mcp.read mcp.write notes:read notes:write admin:notes"));
    assertThat(settings.access().scopes().keySet())
        .containsExactly("mcp.read", "mcp.write", "notes:read", "notes:write", "admin:notes");
    assertThat(settings.access().clients())
        .containsExactly(new ClientSettings(
            "conformance",
            "MCP conformance suite",
            null,
            ClientKeys.NONE,
            List.of("http://127.0.0.1/callback"),
            GrantTypes.OF_USERS,
            List.of(),
            false));
  }

  @Test
  void puts_two_settings_on_different_free_ports() {
    Settings one = SettingsBuilder.settingsOnFreePorts();
    assertThat(one.authServer().issuer())
        .isEqualTo("http://localhost:" + one.authServer().port());
    assertThat(one.resourceServer().origin())
        .isEqualTo("http://localhost:" + one.resourceServer().port());
    assertThat(one.authServer().port()).isNotEqualTo(one.resourceServer().port());
    assertThat(one.authServer().knownResources())
        .containsExactly(one.resourceServer().resource());
    assertThat(one.resourceServer().accepted().authorizationServer())
        .isEqualTo(one.authServer().issuer());
  }

  @Test
  void makes_another_session_secret_each_time() {
    assertThat(SettingsBuilder.defaults().authServer().session().secret())
        .hasSizeGreaterThan(40)
        .isNotEqualTo(SettingsBuilder.defaults().authServer().session().secret());
  }
}
