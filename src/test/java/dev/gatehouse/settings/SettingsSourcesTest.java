package dev.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.load.Option;
import dev.gatehouse.settings.load.OptionCatalogue;
import dev.gatehouse.settings.load.SettingsLayer;
import dev.gatehouse.settings.load.TextValue;
import dev.gatehouse.settings.model.AuthServerSettings;
import dev.gatehouse.settings.model.ResourceServerSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.settings.model.UserSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where settings come from, which place wins, and what is said about a mistake in each. */
class SettingsSourcesTest {
  private final OptionCatalogue catalogue = OptionCatalogue.load();

  @TempDir
  private Path directory;

  @Test
  void refuses_an_unknown_section_of_the_file() {
    write("conf/config.yaml", "auth-servr:\n  issuer: http://localhost:1\n");
    assertRefused(Map.of())
        .hasMessage(
            "'auth-servr' (conf/config.yaml): there is no such section; did you mean auth-server?");
  }

  @Test
  void refuses_an_unknown_key_of_the_file_with_the_nearest_one() {
    write("conf/config.yaml", "auth-server:\n  isuer: http://localhost:1\n");
    assertRefused(Map.of())
        .hasMessage(
            "'auth-server.isuer' is 'http://localhost:1' (conf/config.yaml): there is no such"
                + " option; did you mean auth-server.issuer?");
  }

  @Test
  void refuses_an_unknown_key_of_a_user_without_showing_the_password() {
    write(
        "conf/config.yaml",
        "auth-server:\n  users: [{name: eve, pasword: open-sesame, ring: public}]\n");
    assertRefused(Map.of())
        .hasMessage(
            "auth-server.users has a wrong value (conf/config.yaml): must be a list of users, each"
                + " with name, password and ring; 0/password is missing; 0/pasword is not known here"
                + " (it takes name, password, ring)");
  }

  @Test
  void does_not_show_the_value_of_a_mistyped_secret() {
    write("conf/config.yaml", "auth-server:\n  session-secrt: open-sesame\n");
    assertRefused(Map.of())
        .hasMessageNotContaining("open-sesame")
        .hasMessageContaining("session-secret");
  }

  @Test
  void refuses_a_duplicate_key_with_its_line() {
    write("conf/config.yaml", "server:\n  instances: 1\n  instances: 2\n");
    assertRefused(Map.of())
        .hasMessageContaining("conf/config.yaml line 3")
        .hasMessageContaining("duplicate key instances");
  }

  @Test
  void refuses_what_is_not_yaml_with_its_line() {
    write("conf/config.yaml", "server:\n  hosts: [127.0.0.1\n");
    assertRefused(Map.of())
        .hasMessageContaining("conf/config.yaml line")
        .hasMessageContaining("is not YAML");
  }

  @Test
  void refuses_yaml_that_is_no_table() {
    write("conf/config.yaml", "- server\n");
    assertRefused(Map.of()).hasMessageContaining("must be a table of sections");
    write("conf/config.yaml", "server: 5\n");
    assertRefused(Map.of())
        .hasMessage("server is '5' (conf/config.yaml): must be a table of options");
  }

  @Test
  void refuses_a_yaml_bomb() {
    write(
        "conf/config.yaml",
        "a: &a [1,1]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\ne: [" + "*d,".repeat(50)
            + "*d]\n");
    assertRefused(Map.of());
  }

  @Test
  void refuses_a_configuration_file_that_was_named_and_is_not_there() {
    assertThatThrownBy(() -> loader().load(SettingsLayer.EMPTY, "other.yaml", Map.of(), directory))
        .isInstanceOf(SettingsException.class)
        .hasMessage("'other.yaml' cannot be read: must be a readable file in UTF-8");
  }

  @Test
  void refuses_a_value_of_the_wrong_kind_from_the_environment() {
    assertRefused(Map.of("AUTH_SERVER_ACCESS_TOKEN_TTL_SECONDS", "1h"))
        .hasMessage(
            "auth-server.access-token-ttl-seconds is '1h' (AUTH_SERVER_ACCESS_TOKEN_TTL_SECONDS in"
                + " the environment): must be a whole number of seconds from 1 to 86400");
  }

  @Test
  void refuses_a_value_that_is_too_large_or_too_small() {
    for (String value :
        List.of("0", "-1", "86401", "99999999999", "1.5", "0x10", "999999999999999999999")) {
      assertRefused(Map.of("AUTH_SERVER_ACCESS_TOKEN_TTL_SECONDS", value))
          .hasMessageContaining("from 1 to 86400");
    }
  }

  @Test
  void refuses_an_unknown_variable_of_ours_with_the_nearest_one() {
    assertRefused(Map.of("GATEHOUSE_ALLOWED_HOST", "example.com"))
        .hasMessage(
            "'GATEHOUSE_ALLOWED_HOST' is 'example.com' (the environment): there is no such variable;"
                + " did you mean GATEHOUSE_ALLOWED_HOSTS?");
  }

  @Test
  void refuses_a_line_of_dot_env_that_sets_nothing() {
    write(".env", "# mine\n\nAUTH_SERVER_ISSUER\n");
    assertRefused(Map.of()).hasMessage(".env line 3: must be NAME=value");
  }

  @Test
  void says_that_a_port_in_the_environment_is_not_used() {
    assertThat(load(Map.of("PORT", "3000")).notes())
        .singleElement()
        .asString()
        .contains("PORT in the environment is 3000, and not used")
        .contains("--issuer and --resource-url");
    assertThat(load(Map.of("PORT", "8990")).notes()).isEmpty();
    assertThat(load(Map.of("PORT", "tcp://10.0.0.1:80")).notes()).isEmpty();
  }

  @Test
  void notes_an_unknown_variable_that_may_be_of_somebody_else() {
    assertThat(load(Map.of("AUTH_SERVER_ISUER", "http://localhost:1")).notes())
        .containsExactly(
            "'AUTH_SERVER_ISUER' is 'http://localhost:1' (the environment): there is no such"
                + " variable; did you mean AUTH_SERVER_ISSUER?");
  }

  @Test
  void passes_over_what_kubernetes_sets_for_a_service_of_our_name() {
    var links = Map.of(
        "GATEHOUSE_SERVICE_HOST", "10.0.0.1",
        "GATEHOUSE_SERVICE_PORT_HTTP", "8990",
        "GATEHOUSE_PORT", "tcp://10.0.0.1:8990",
        "GATEHOUSE_PORT_8990_TCP_ADDR", "10.0.0.1",
        "AUTH_SERVER_SERVICE_HOST", "10.0.0.2");
    assertThat(load(links).notes()).isEmpty();
  }

  @Test
  void takes_an_empty_variable_as_not_set() {
    assertThat(load(Map.of("AUTH_SERVER_ISSUER", "")).settings().authServer().issuer())
        .isEqualTo("http://localhost:8999");
  }

  @Test
  void honours_every_variable_of_the_seed() {
    var variables = Map.of(
        "AUTH_SERVER_ISSUER", "http://localhost:7001",
        "AUTH_SERVER_RESOURCE", "http://localhost:7003/other",
        "AUTH_SERVER_KNOWN_RESOURCES", "[\"http://localhost:7002\"]",
        "AUTH_SERVER_SESSION_SECRET", "a-secret-of-my-own",
        "AUTH_SERVER_ACCESS_TOKEN_TTL_SECONDS", "60",
        "AUTH_SERVER_AUTH_CODE_TTL_SECONDS", "30",
        "AUTHORIZATION_SERVER_URL", "http://localhost:7004/realms/lab",
        "RESOURCE_SERVER_URL", "http://localhost:7002",
        "JWKS_ENDPOINT", "/certs",
        "REQUIRED_SCOPES", "mcp.read,mcp.write");
    Settings settings = load(variables).settings();
    AuthServerSettings authServer = settings.authServer();
    assertThat(authServer.issuer()).isEqualTo("http://localhost:7001");
    assertThat(authServer.knownResources())
        .containsExactly("http://localhost:7003/other", "http://localhost:7002/mcp");
    assertThat(authServer.session().secret()).isEqualTo("a-secret-of-my-own");
    assertThat(authServer.tokens().accessTokenLifetime()).isEqualTo(Duration.ofMinutes(1));
    assertThat(authServer.tokens().codeLifetime()).isEqualTo(Duration.ofSeconds(30));
    ResourceServerSettings resourceServer = settings.resourceServer();
    assertThat(resourceServer.accepted().authorizationServer())
        .isEqualTo("http://localhost:7004/realms/lab");
    assertThat(resourceServer.origin()).isEqualTo("http://localhost:7002");
    assertThat(resourceServer.accepted().jwksEndpoint()).isEqualTo("/certs");
    assertThat(resourceServer.accepted().requiredScopes())
        .isEqualTo(Scopes.of("mcp.read", "mcp.write"));
  }

  @Test
  void reads_lists_by_spaces_commas_or_as_yaml() {
    for (String value : List.of(
        "mcp.read notes:read",
        "mcp.read,notes:read",
        " mcp.read ,  notes:read",
        "[mcp.read, notes:read]")) {
      assertThat(load(Map.of("REQUIRED_SCOPES", value))
              .settings()
              .resourceServer()
              .accepted()
              .requiredScopes())
          .isEqualTo(Scopes.of("mcp.read", "notes:read"));
    }
  }

  @Test
  void reads_a_table_from_the_environment_as_yaml() {
    var users = Map.of("GATEHOUSE_USERS", "[{name: eve, password: correct horse, ring: public}]");
    assertThat(load(users).settings().authServer().access().users())
        .containsExactly(new UserSettings("eve", "correct horse", "public", false));
  }

  @Test
  void reads_dot_env_with_quotes_comments_and_export() {
    write(".env", """
        # a comment
        export AUTH_SERVER_ISSUER="http://localhost:7001" # mine
        RESOURCE_SERVER_URL = http://localhost:7002 # mine too
        REQUIRED_SCOPES='mcp.read notes:read'
        SOMETHING_ELSE=kept out
        """);
    Settings settings = load(Map.of()).settings();
    assertThat(settings.authServer().issuer()).isEqualTo("http://localhost:7001");
    assertThat(settings.resourceServer().origin()).isEqualTo("http://localhost:7002");
    assertThat(settings.resourceServer().accepted().requiredScopes())
        .isEqualTo(Scopes.of("mcp.read", "notes:read"));
  }

  @Test
  void lets_command_line_win_over_environment_over_dot_env_over_file() {
    write("conf/config.yaml", "auth-server:\n  issuer: http://localhost:7001\n");
    assertThat(issuer(Map.of(), SettingsLayer.EMPTY)).isEqualTo("http://localhost:7001");
    write(".env", "AUTH_SERVER_ISSUER=http://localhost:7002\n");
    assertThat(issuer(Map.of(), SettingsLayer.EMPTY)).isEqualTo("http://localhost:7002");
    var environment = Map.of("AUTH_SERVER_ISSUER", "http://localhost:7003");
    assertThat(issuer(environment, SettingsLayer.EMPTY)).isEqualTo("http://localhost:7003");
    Option option = catalogue.byFlag("--issuer").orElseThrow();
    SettingsLayer commandLine =
        SettingsLayer.of(List.of(TextValue.parse(option, "http://localhost:7004", "--issuer")));
    assertThat(issuer(environment, commandLine)).isEqualTo("http://localhost:7004");
  }

  @Test
  void takes_a_named_file_instead_of_the_usual_one() {
    write("conf/config.yaml", "auth-server:\n  issuer: http://localhost:7001\n");
    write("other.yaml", "resource-server:\n  url: http://localhost:7002\n");
    Settings settings =
        loader().load(SettingsLayer.EMPTY, "other.yaml", Map.of(), directory).settings();
    assertThat(settings.authServer().issuer()).isEqualTo("http://localhost:8999");
    assertThat(settings.resourceServer().origin()).isEqualTo("http://localhost:7002");
  }

  @Test
  void replaces_a_table_as_a_whole() {
    write("conf/config.yaml", "auth-server:\n  users: []\n  rings: {staff: [mcp.read]}\n");
    AuthServerSettings settings = load(Map.of()).settings().authServer();
    assertThat(settings.access().users()).isEmpty();
    assertThat(settings.access().rings()).containsOnlyKeys("staff");
  }

  @Test
  void takes_empty_files_and_sections_as_setting_nothing() {
    write("conf/config.yaml", "# nothing\n");
    assertThat(load(Map.of()).notes()).isEmpty();
    write("conf/config.yaml", "server:\nauth-server:\n  port:\n");
    assertThat(load(Map.of()).settings().authServer().port()).isEqualTo(8999);
  }

  private String issuer(Map<String, String> environment, SettingsLayer commandLine) {
    return loader()
        .load(commandLine, "", environment, directory)
        .settings()
        .authServer()
        .issuer();
  }

  private SettingsLoader.Loaded load(Map<String, String> environment) {
    return loader().load(SettingsLayer.EMPTY, "", environment, directory);
  }

  private AbstractThrowableAssert<?, ?> assertRefused(Map<String, String> environment) {
    return assertThatThrownBy(() -> load(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContaining("\n");
  }

  private SettingsLoader loader() {
    return new SettingsLoader(catalogue, new Secrets(new SecureRandom()));
  }

  private void write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
