package dev.gatehouse.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the program is asked to do. */
public enum Command {
  /** Runs both servers until it is stopped. */
  SERVE("run the authorization server and the MCP server (default)"),
  /** Speaks MCP over standard input and output. */
  STDIO("speak MCP over standard input and output, with demo tokens instead of logins"),
  /** Examines the authorization of any MCP server. */
  DOCTOR("examine any MCP server: doctor URL [--json]; doctor alone names every option"),
  /** Logs a user in without a browser, and prints the token. */
  TOKEN("print a token of the running server: token USER [\"SCOPE SCOPE\"]"),
  /** Prints the licences of the libraries in the jar. */
  LICENSES("list the libraries in this jar and their licences"),
  /** Prints the options. */
  HELP(""),
  /** Prints the version. */
  VERSION("");

  private final String description;

  Command(String description) {
    this.description = description;
  }

  /** One line for the help; empty for what is a flag and not a word. */
  public String description() {
    return description;
  }

  /** As it is typed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those that are typed as a word. */
  static List<Command> words() {
    return Arrays.stream(values())
        .filter(command -> !command.description.isEmpty())
        .toList();
  }
}
