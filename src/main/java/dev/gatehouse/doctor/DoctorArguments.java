package dev.gatehouse.doctor;

import dev.gatehouse.settings.SettingsException;
import dev.gatehouse.settings.Shown;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What was typed after {@code doctor}.
 *
 * @param server URL of the MCP endpoint
 * @param json whether the report is for a program
 * @param register whether a client may be registered without asking
 * @param origin of the page that a browser client would be
 */
record DoctorArguments(URI server, boolean json, boolean register, String origin) {
  private static final String INSPECTOR = "http://localhost:6274";
  private static final String USAGE =
      "must be doctor MCP_URL [--json] [--register] [--origin ORIGIN]";

  /** Throws {@link SettingsException}, saying what would be right. */
  static DoctorArguments parse(List<String> arguments) {
    var rest = new ArrayDeque<>(arguments);
    String server = "";
    String origin = INSPECTOR;
    boolean json = false;
    boolean register = false;
    while (!rest.isEmpty()) {
      String argument = rest.remove();
      switch (argument) {
        case "--json" -> json = true;
        case "--register" -> register = true;
        case "--origin" -> origin = rest.isEmpty() ? "" : rest.remove();
        default -> {
          if (argument.startsWith("-") || !server.isEmpty()) {
            throw wrong(Shown.value(argument) + " is not understood");
          }
          server = argument;
        }
      }
    }
    if (!origin.matches("https?://[^/?#\\s]+")) {
      throw wrong("--origin is " + Shown.value(origin) + ", no origin such as " + INSPECTOR);
    }
    return new DoctorArguments(url(server), json, register, origin);
  }

  private static URI url(String text) {
    if (text.isEmpty()) {
      throw wrong("the URL of the MCP endpoint is missing");
    }
    URI url = Document.uri(text)
        .filter(Probe::mayFollow)
        .orElseThrow(
            () -> wrong(Shown.value(text) + " is no https URL, and no http URL on loopback"));
    if (url.getRawFragment() != null) {
      throw wrong(Shown.value(text) + " has a fragment");
    }
    return url.getRawPath().isEmpty() ? url.resolve("/") : url;
  }

  private static SettingsException wrong(String message) {
    return new SettingsException("doctor: " + message + ": " + USAGE);
  }
}
