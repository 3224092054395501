package dev.gatehouse.cli;

import dev.gatehouse.settings.load.Option;
import dev.gatehouse.settings.load.OptionCatalogue;
import dev.gatehouse.settings.load.QuotedValue;
import dev.gatehouse.settings.load.Setting;
import dev.gatehouse.settings.load.SettingsLayer;
import dev.gatehouse.settings.load.Suggestion;
import dev.gatehouse.settings.load.TextValue;
import dev.gatehouse.settings.model.SettingsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the arguments from left to right, once. */
final class CommandLineParser {
  private static final String CONFIG = "--config";
  private static final String PASSWORD_FILE = "--password-file";

  private final Deque<String> rest;
  private final OptionCatalogue catalogue;
  private final Map<Option, List<String>> values = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();
  private Command command = Command.SERVE;
  private String config = "";

  CommandLineParser(List<String> arguments, OptionCatalogue catalogue) {
    this.rest = new ArrayDeque<>(arguments);
    this.catalogue = catalogue;
  }

  CommandLine parse() {
    if (!rest.isEmpty() && !rest.element().startsWith("-")) {
      command = word(rest.remove());
    }
    // It has arguments of its own, and no settings.
    if (command == Command.DOCTOR && !rest.contains("--help") && !rest.contains("-h")) {
      return new CommandLine(command, config, SettingsLayer.EMPTY, List.copyOf(rest));
    }
    while (!rest.isEmpty()) {
      argument(rest.remove());
    }
    return new CommandLine(command, config, settings(), words);
  }

  private void argument(String argument) {
    if (command == Command.TOKEN && !argument.startsWith("-")) {
      words.add(argument);
      return;
    }
    int equals = argument.indexOf('=');
    String flag = equals < 0 ? argument : argument.substring(0, equals);
    if (equals >= 0) {
      rest.push(argument.substring(equals + 1));
    }
    switch (flag) {
      case "--help", "-h" -> help();
      case "--version", "-V" -> command = command == Command.HELP ? command : Command.VERSION;
      case CONFIG -> config = value(flag, equals >= 0);
      case PASSWORD_FILE -> passwordFile(value(flag, equals >= 0));
      default -> option(flag, equals >= 0);
    }
  }

  private void help() {
    command = Command.HELP;
    if ("all".equals(rest.peek())) {
      words.add(rest.remove());
    }
  }

  // What is in it is for the command; as a flag of its own, since a password is no argument.
  private void passwordFile(String file) {
    if (command != Command.TOKEN) {
      throw CommandLine.wrong(PASSWORD_FILE + " is for the command token alone");
    }
    words.addAll(List.of(PASSWORD_FILE, file));
  }

  private void option(String flag, boolean attached) {
    Option option = catalogue.byFlag(flag).orElseThrow(() -> unknown(flag));
    // A switch is on by its name alone; only =false turns it off.
    boolean alone = option.kind() == Option.Kind.SWITCH && !attached;
    List<String> given = values.computeIfAbsent(option, any -> new ArrayList<>());
    given.add(alone ? "true" : value(flag, attached));
    if (given.size() > 1 && option.kind() != Option.Kind.LIST) {
      throw CommandLine.wrong(flag + " is given twice: must be given once");
    }
  }

  private String value(String flag, boolean attached) {
    if (rest.isEmpty() || (!attached && rest.element().startsWith("--"))) {
      throw CommandLine.wrong(
          flag + " has no value: must be " + flag + " VALUE or " + flag + "=VALUE");
    }
    return rest.remove();
  }

  private SettingsLayer settings() {
    return SettingsLayer.of(values.entrySet().stream()
        .map(given -> setting(given.getKey(), String.join(",", given.getValue())))
        .toList());
  }

  private static Setting setting(Option option, String text) {
    return TextValue.parse(option, text, option.flag());
  }

  private static Command word(String word) {
    return Command.words().stream()
        .filter(known -> known.word().equals(word))
        .findFirst()
        .orElseThrow(() -> CommandLine.wrong("%s is no command: must be one of %s"
            .formatted(QuotedValue.value(word), String.join(", ", words()))));
  }

  private static List<String> words() {
    return Command.words().stream().map(Command::word).toList();
  }

  private SettingsException unknown(String flag) {
    if (!flag.startsWith("-")) {
      return CommandLine.wrong(QuotedValue.value(flag) + " is not understood: must be a flag");
    }
    String value = rest.isEmpty() || rest.element().startsWith("--")
        ? ""
        : QuotedValue.given(flag, rest.element());
    return CommandLine.wrong("%s%s (command line): there is no such flag%s"
        .formatted(
            QuotedValue.value(flag), value, instead(flag, value.isEmpty() ? "" : rest.element())));
  }

  // Secrets and tables have a key and an environment variable, but no flag.
  private String instead(String flag, String value) {
    return FamiliarFlags.instead(flag, value)
        .map(right -> "; " + right)
        .orElseGet(() -> nearest(flag));
  }

  private String nearest(String flag) {
    return catalogue.options().stream()
        .filter(option -> option.flag().isEmpty() && flag.equals("--" + option.name()))
        .map(option -> "; must be set as %s, or by %s in a configuration file"
            .formatted(option.environment(), option.key()))
        .findFirst()
        .orElseGet(() -> Suggestion.hint(flag, flags()));
  }

  private List<String> flags() {
    return Stream.concat(
            Stream.of(CONFIG, "--help", "--version"),
            catalogue.options().stream().map(Option::flag).filter(flag -> !flag.isEmpty()))
        .toList();
  }
}
