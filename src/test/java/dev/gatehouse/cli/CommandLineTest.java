package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.settings.load.Option;
import dev.gatehouse.settings.load.OptionCatalogue;
import dev.gatehouse.settings.load.Setting;
import dev.gatehouse.settings.model.SettingsException;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be typed behind {@code java -jar gatehouse.jar}, and what is said to the rest. */
class CommandLineTest {
  private final OptionCatalogue catalogue = OptionCatalogue.load();

  @Test
  void refuses_an_unknown_flag_with_its_value_and_the_nearest_one() {
    assertRefused("--isuer", "http://localhost:1")
        .hasMessage(
            "'--isuer' is 'http://localhost:1' (command line): there is no such flag; did you mean"
                + " --issuer? (--help all lists every flag)");
    assertRefused("--isuer=http://localhost:1").hasMessageContaining("did you mean --issuer?");
  }

  @Test
  void says_which_flags_are_the_public_url() {
    assertRefused("--public-url", "https://mcp.example.com")
        .hasMessageContaining(
            "there is no such flag; the public URLs are --issuer and --resource-url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "-p", "--http-port", "--listen-port", "--server-port"})
  void says_that_the_ports_are_those_of_the_urls(String flag) {
    String right = "there is no such flag; the ports are those of the two URLs: --issuer"
        + " http://localhost:3000 --resource-url http://localhost:3001";
    assertRefused(flag, "3000").hasMessageContaining(right);
    assertRefused(flag + "=3000").hasMessageContaining(right);
    assertRefused(flag).hasMessageContaining("--issuer http://localhost:9000 ");
    assertRefused(flag, "70000").hasMessageContaining("--issuer http://localhost:9000 ");
  }

  @ParameterizedTest
  @CsvSource({
    "--bind, --host 127.0.0.1",
    "--address, --host 127.0.0.1",
    "--listen, --host 127.0.0.1",
    "--url, --issuer and --resource-url",
    "--base-url, --issuer and --resource-url",
    "--mcp-url, --resource-url http://localhost:9001",
    "--auth-server, --issuer http://localhost:9000",
    "--https, --tls self-signed",
    "--cert, --tls-certificate FILE",
    "--verbose, --trace FILE",
    "--user, GATEHOUSE_USERS",
    "--cors, --allowed-origins",
    "-c, --config FILE"
  })
  void names_the_flag_for_one_that_other_servers_have(String flag, String right) {
    assertRefused(flag, "anything")
        .hasMessageContaining("no such flag; ")
        .hasMessageContaining(right);
  }

  @Test
  void every_flag_that_is_named_instead_exists() {
    assertThat(catalogue.options())
        .extracting(Option::flag)
        .contains(
            "--issuer",
            "--resource-url",
            "--host",
            "--tls",
            "--tls-certificate",
            "--tls-key",
            "--trace",
            "--allowed-origins");
  }

  @Test
  void reads_words_and_a_password_file_for_the_command_token_alone() {
    assertThat(
            parse("token", "alice", "--issuer=http://localhost:1", "mcp.read", "--password-file=-")
                .rest())
        .containsExactly("alice", "mcp.read", "--password-file", "-");
    assertRefused("serve", "--password-file", "x")
        .hasMessageContaining("--password-file is for the command token alone");
  }

  @Test
  void refuses_a_secret_on_the_command_line_without_showing_it() {
    assertRefused("--session-secret", "open-sesame-123456")
        .hasMessageContaining("AUTH_SERVER_SESSION_SECRET")
        .hasMessageNotContaining("open-sesame");
  }

  @Test
  void refuses_a_flag_without_its_value() {
    assertRefused("--issuer").hasMessageContaining("--issuer has no value");
    assertRefused("--issuer", "--host", "::1").hasMessageContaining("--issuer has no value");
    assertRefused("--config").hasMessageContaining("--config has no value");
  }

  @Test
  void refuses_an_unknown_command() {
    assertRefused("sreve")
        .hasMessageContaining("'sreve' is no command: must be one of serve, stdio");
  }

  @Test
  void refuses_a_word_behind_the_command() {
    assertRefused("serve", "stdio")
        .hasMessageContaining("'stdio' is not understood: must be a flag");
    assertRefused("--insecure-demo-users", "true").hasMessageContaining("'true' is not understood");
  }

  @Test
  void refuses_a_flag_that_is_given_twice() {
    assertRefused("--issuer", "http://localhost:1", "--issuer=http://localhost:2")
        .hasMessageContaining("--issuer is given twice");
  }

  @Test
  void refuses_characters_that_would_change_the_terminal() {
    assertRefused("--\u001b[31m").hasMessageNotContaining("\u001b");
  }

  @Test
  void serves_when_nothing_is_typed() {
    CommandLine commandLine = parse();
    assertThat(commandLine.command()).isEqualTo(Command.SERVE);
    assertThat(commandLine.config()).isEmpty();
    assertThat(commandLine.settings().settings()).isEmpty();
  }

  @Test
  void reads_the_command_and_its_flags() {
    CommandLine commandLine = parse("stdio", "--config", "my.yaml", "--tools=demo");
    assertThat(commandLine.command()).isEqualTo(Command.STDIO);
    assertThat(commandLine.config()).isEqualTo("my.yaml");
    assertThat(value(commandLine, "resource-server.tools")).isEqualTo(List.of("demo"));
  }

  @Test
  void reads_a_value_behind_a_space_or_an_equals_sign() {
    assertThat(value(parse("--issuer", "http://localhost:1"), "auth-server.issuer"))
        .isEqualTo("http://localhost:1");
    assertThat(value(parse("--issuer=http://localhost:1"), "auth-server.issuer"))
        .isEqualTo("http://localhost:1");
    assertThat(value(parse("--jwks-endpoint=/keys?a=b"), "resource-server.jwks-endpoint"))
        .isEqualTo("/keys?a=b");
  }

  @Test
  void collects_the_values_of_a_list() {
    assertThat(value(parse("--host", "127.0.0.1", "--host", "::1"), "server.hosts"))
        .isEqualTo(List.of("127.0.0.1", "::1"));
    assertThat(value(
            parse("--allowed-hosts", "a.example,b.example c.example"), "server.allowed-hosts"))
        .isEqualTo(List.of("a.example", "b.example", "c.example"));
  }

  @Test
  void turns_a_switch_on_by_its_name_and_off_by_false() {
    assertThat(value(parse("--insecure-demo-users"), "server.insecure-demo-users"))
        .isEqualTo(true);
    assertThat(value(parse("--insecure-demo-users=false"), "server.insecure-demo-users"))
        .isEqualTo(false);
  }

  @Test
  void helps_wherever_help_is_asked_for() {
    assertThat(parse("--help").command()).isEqualTo(Command.HELP);
    assertThat(parse("stdio", "-h").command()).isEqualTo(Command.HELP);
    assertThat(parse("--help", "--version").command()).isEqualTo(Command.HELP);
    assertThat(parse("--version").command()).isEqualTo(Command.VERSION);
  }

  @Test
  void the_help_names_every_option_its_variable_and_its_default() {
    String help = new Help(catalogue).all();
    assertThat(catalogue.options()).allSatisfy(option -> {
      String name = option.flag().isEmpty() ? option.key() : option.flag();
      assertThat(help).contains("  " + name + "\n", option.description(), option.environment());
    });
    assertThat(help)
        .contains("AUTH_SERVER_ISSUER, default: http://localhost:8999\n")
        .contains("GATEHOUSE_HOST, default: 127.0.0.1, ::1\n")
        .contains("REQUIRED_SCOPES, default: none\n")
        .doesNotContain("password123");
  }

  @Test
  void the_help_fits_a_terminal() {
    assertThat(new Help(catalogue).all().lines()).allMatch(line -> line.length() <= 110);
    assertThat(new Help(catalogue).text().lines()).allMatch(line -> line.length() <= 110);
  }

  @Test
  void the_help_opens_with_five_examples_that_are_understood() {
    String help = new Help(catalogue).text();
    List<List<String>> examples = help.lines()
        .dropWhile(line -> !line.equals("Examples:"))
        .takeWhile(line -> !line.equals("Commands:"))
        .filter(line -> line.startsWith("  java -jar gatehouse.jar"))
        .map(line -> List.of(line.strip().split("[ \"]+", -1)).stream()
            .skip(3)
            .filter(word -> !word.isEmpty())
            .toList())
        .toList();
    assertThat(examples).hasSize(5).allSatisfy(words -> parse(words.toArray(String[]::new)));
    assertThat(help)
        .contains("--issuer", "--tls", "auth-server.users", "--help all lists every option");
    assertThat(help.lines()).hasSizeLessThan(70);
  }

  @Test
  void the_help_names_all_options_when_asked_for_all() {
    assertThat(parse("--help").rest()).isEmpty();
    assertThat(parse("--help", "all").rest()).containsExactly("all");
    assertThat(parse("-h", "all").command()).isEqualTo(Command.HELP);
    assertThat(parse("--help=all").rest()).containsExactly("all");
  }

  @Test
  void every_flag_of_the_catalogue_is_understood() {
    assertThat(catalogue.options())
        .filteredOn(option -> !option.flag().isEmpty())
        .allSatisfy(option -> assertThat(parse(option.flag() + "=1").settings().find(option.key()))
            .isPresent());
  }

  private static Object value(CommandLine commandLine, String key) {
    return commandLine.settings().find(key).map(Setting::value).orElseThrow();
  }

  private CommandLine parse(String... arguments) {
    return CommandLine.parse(List.of(arguments), catalogue);
  }

  private AbstractThrowableAssert<?, ?> assertRefused(String... arguments) {
    return assertThatThrownBy(() -> parse(arguments))
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContaining("\n");
  }
}
