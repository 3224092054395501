package dev.gatehouse.doctor;

import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.pem.PemException;
import dev.gatehouse.settings.load.QuotedValue;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.tls.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What was typed after {@code doctor}.
 *
 * @param server URL of the MCP endpoint
 * @param json whether the report is for a program
 * @param register whether a client may be registered without asking
 * @param origin of the page that a browser client would be
 * @param token that should be good there; empty for none
 * @param trust whose certificates are believed
 */
record DoctorArguments(
    URI server, boolean json, boolean register, String origin, String token, TlsTrust trust) {
  private static final String INSPECTOR = "http://localhost:6274";
  private static final String USAGE =
      "must be doctor MCP_URL [--json] [--register] [--origin ORIGIN] [--token-file FILE] [--trusted-certificates FILE]";

  /** Throws {@link SettingsException}, saying what would be right. */
  static DoctorArguments parse(List<String> arguments) {
    var rest = new ArrayDeque<>(arguments);
    String server = "";
    String origin = INSPECTOR;
    String token = "";
    TlsTrust trust = TlsTrust.OF_JDK;
    boolean json = false;
    boolean register = false;
    while (!rest.isEmpty()) {
      String argument = rest.remove();
      switch (argument) {
        case "--json" -> json = true;
        case "--register" -> register = true;
        case "--origin" -> origin = rest.isEmpty() ? "" : rest.remove();
        case "--token-file" -> token = token(rest.isEmpty() ? "" : rest.remove());
        case "--trusted-certificates" -> trust = trust(rest.isEmpty() ? "" : rest.remove());
        default -> {
          if (argument.startsWith("-") || !server.isEmpty()) {
            throw wrong(QuotedValue.value(argument) + " is not understood");
          }
          server = argument;
        }
      }
    }
    if (!origin.matches("https?://[^/?#\\s]+")) {
      throw wrong("--origin is " + QuotedValue.value(origin) + ", no origin such as " + INSPECTOR);
    }
    return new DoctorArguments(url(server), json, register, origin, token, trust);
  }

  // From a file: what is typed can be read by every process of the computer.
  private static String token(String file) {
    try {
      String token = Files.readString(Path.of(file)).strip();
      if (!token.matches("[A-Za-z0-9._~+/-]+=*")) { // RFC 6750 §2.1
        throw wrong("--token-file " + QuotedValue.value(file) + " holds no token");
      }
      return token;
    } catch (IOException | InvalidPathException e) {
      throw wrong("--token-file " + QuotedValue.value(file) + " cannot be read");
    }
  }

  private static TlsTrust trust(String file) {
    try {
      return TlsTrust.inFile(Path.of(file));
    } catch (PemException | InvalidPathException e) {
      throw wrong(
          "--trusted-certificates " + QuotedValue.value(file) + " holds no certificates in PEM");
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "DoctorArguments[" + server + "]";
  }

  private static URI url(String text) {
    if (text.isEmpty()) {
      throw wrong("the URL of the MCP endpoint is missing");
    }
    URI url = MetadataDocument.uri(text)
        .filter(MetadataDocument::isWellSpelled)
        .orElseThrow(
            () -> wrong(QuotedValue.value(text) + " is no https URL, and no http URL on loopback"));
    if (url.getRawFragment() != null) {
      throw wrong(QuotedValue.value(text) + " has a fragment");
    }
    return url.getRawPath().isEmpty() ? url.resolve("/") : url;
  }

  private static SettingsException wrong(String message) {
    return new SettingsException("doctor: " + message + ": " + USAGE);
  }
}
