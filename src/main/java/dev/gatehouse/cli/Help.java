package dev.gatehouse.cli;

import dev.gatehouse.settings.Catalogue;
import dev.gatehouse.settings.ConfigFile;
import dev.gatehouse.settings.Layer;
import dev.gatehouse.settings.Option;
import dev.gatehouse.settings.Setting;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of {@code --help}: every option of the catalogue with its names and its default. */
public final class Help {
  private static final String HEAD = """
      Usage: java -jar gatehouse.jar [command] [options]

      OAuth 2.1 for MCP in one jar: an authorization server and an MCP resource server.

      Commands:
      %s
      Options, as --flag value or --flag=value. Order: flag > environment variable (a .env file
      in the working directory included) > conf/config.yaml > default.

        --config FILE
            another file than conf/config.yaml
        --help, --version
      """;

  private final Catalogue catalogue;
  private final Layer defaults;

  public Help(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.defaults = new ConfigFile(catalogue).builtIn();
  }

  public String text() {
    String commands = Command.words().stream()
        .map(command -> "  %-10s%s\n".formatted(command.word(), command.description()))
        .collect(Collectors.joining());
    return HEAD.formatted(commands)
        + catalogue.sections().stream().map(this::section).collect(Collectors.joining());
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
