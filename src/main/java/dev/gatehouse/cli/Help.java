package dev.gatehouse.cli;

import dev.gatehouse.settings.load.ConfigFile;
import dev.gatehouse.settings.load.Option;
import dev.gatehouse.settings.load.OptionCatalogue;
import dev.gatehouse.settings.load.Setting;
import dev.gatehouse.settings.load.SettingsLayer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of {@code --help}: every option of the catalogue with its names and its default. */
public final class Help {
  private static final String HEAD = """
      Usage: java -jar gatehouse.jar [command] [options]

      OAuth 2.1 for MCP in one jar: an authorization server and an MCP resource server.
      """;

  private static final String EXAMPLES = """

      Examples:
        java -jar gatehouse.jar
            both servers at http://localhost:8990/mcp and http://localhost:8999
        java -jar gatehouse.jar --issuer http://localhost:9000 --resource-url http://localhost:9001
            the same on other ports
        java -jar gatehouse.jar token alice "mcp.read notes:read"
            a token of the running server, for curl and scripts
        java -jar gatehouse.jar doctor https://mcp.example.com/mcp
            what a client would find wrong with any MCP server
        java -jar gatehouse.jar --tools demo,everything --access-token-ttl-seconds 60
            everything that a client can be tested with, and tokens that end soon
      """;

  private static final String ORDER = """

      Options, as --flag value or --flag=value. Order: flag > environment variable (a .env file
      in the working directory included) > conf/config.yaml > default.

      """;

  private static final String ALWAYS = """
        --config FILE
            another file than conf/config.yaml
        --help, --help all, --version
      """;

  private static final String MORE = """

      --help all lists every option, with its environment variable and its default.
      """;

  // Of which most people need one.
  private static final List<String> FREQUENT = List.of(
      "auth-server.issuer",
      "resource-server.url",
      "server.hosts",
      "server.tls",
      "auth-server.users",
      "auth-server.signing-key",
      "auth-server.known-resources",
      "resource-server.tools",
      "resource-server.required-scopes",
      "server.trace");

  private final OptionCatalogue catalogue;
  private final SettingsLayer defaults;

  public Help(OptionCatalogue catalogue) {
    this.catalogue = catalogue;
    this.defaults = new ConfigFile(catalogue).builtIn();
  }

  /** What most people need. */
  public String text() {
    String frequent = FREQUENT.stream()
        .flatMap(key -> catalogue.byKey(key).stream())
        .map(this::entry)
        .collect(Collectors.joining());
    return HEAD + EXAMPLES + commands() + ORDER + frequent + ALWAYS + MORE;
  }

  /** Every option there is. */
  public String all() {
    return HEAD
        + commands()
        + ORDER
        + ALWAYS
        + catalogue.sections().stream().map(this::section).collect(Collectors.joining());
  }

  private static String commands() {
    return Command.words().stream()
        .map(command -> "  %-10s%s\n".formatted(command.word(), command.description()))
        .collect(Collectors.joining("", "\nCommands:\n", ""));
  }

  private String section(String section) {
    return catalogue.options().stream()
        .filter(option -> option.section().equals(section))
        .map(this::entry)
        .collect(Collectors.joining(
            "", "\n%s, %s:\n".formatted(section, catalogue.describe(section)), ""));
  }

  private String entry(Option option) {
    String name = option.flag().isEmpty() ? option.key() : option.flag();
    return "  %s\n      %s\n      %s%s\n"
        .formatted(name, option.description(), option.environment(), defaultOf(option));
  }

  private String defaultOf(Option option) {
    return defaults.find(option.key()).map(Setting::value).map(Help::shown).orElse("");
  }

  private static String shown(Object value) {
    if (value instanceof Map || value.toString().contains("{")) {
      return ", default: see conf/config.yaml";
    }
    if (value instanceof Collection<?> list) {
      return ", default: "
          + (list.isEmpty()
              ? "none"
              : list.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
    return ", default: " + value;
  }
}
