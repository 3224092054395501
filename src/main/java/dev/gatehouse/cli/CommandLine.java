package dev.gatehouse.cli;

import dev.gatehouse.settings.load.OptionCatalogue;
import dev.gatehouse.settings.load.SettingsLayer;
import dev.gatehouse.settings.model.SettingsException;
import java.util.List;

/**
 * What was typed, understood: {@code [command] [--flag value | --flag=value …]}.
 *
 * @param command what to do
 * @param config name of the configuration file; empty unless given
 * @param settings what the flags set
 * @param rest what the command reads for itself; none for those that run servers
 */
public record CommandLine(
    Command command, String config, SettingsLayer settings, List<String> rest) {
  public CommandLine {
    rest = List.copyOf(rest);
  }

  /** Throws {@link SettingsException}, saying what would be right, for what it does not understand. */
  public static CommandLine parse(List<String> arguments, OptionCatalogue catalogue) {
    return new CommandLineParser(arguments, catalogue).parse();
  }

  /** The error of a wrong command line. */
  static SettingsException wrong(String message) {
    return new SettingsException(message + " (--help all lists every flag)");
  }
}
