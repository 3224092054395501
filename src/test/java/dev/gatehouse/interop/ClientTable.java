package dev.gatehouse.interop;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The table client × feature of the handbook, as it follows from what was run. */
final class ClientTable {
  private static final List<String> FEATURES = List.of(
      "log in", "list", "call", "progress", "elicitation", "step-up", "restart", "forgotten");

  private static final String HEAD = "| client | MCP | " + String.join(" | ", FEATURES) + " | |";

  private ClientTable() {}

  /** As Markdown, a line each. */
  static List<String> lines(List<ClientRow> rows) {
    var lines = new ArrayList<>(List.of(HEAD, "|---|---|" + "---|".repeat(FEATURES.size() + 1)));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  static String line(ClientRow row) {
    if (!row.features().keySet().equals(Set.copyOf(FEATURES))) {
      throw new AssertionError(row.client() + " was not asked everything, or more: " + row);
    }
    Stream<String> cells = FEATURES.stream().map(name -> row.features().get(name) ? "yes" : "–");
    return "| " + row.client() + " | " + row.revision() + " | " + cells.collect(joining(" | "))
        + " | " + String.join("; ", row.remarks()) + " |";
  }

  /** The table that stands there now; empty if none does. */
  static List<String> inHandbook() throws IOException {
    return Files.readAllLines(Path.of("src/docs/clients.md")).stream()
        .dropWhile(line -> !line.equals(HEAD))
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  /** Of this client, the handbook says what was seen in this build, and not more. */
  static void assertAsInHandbook(String client) throws IOException {
    List<String> seen = ClientRow.written().stream()
        .filter(row -> row.client().equals(client))
        .map(ClientTable::line)
        .toList();
    assertThat(seen).isNotEmpty();
    assertThat(inHandbook().stream().filter(line -> line.startsWith("| " + client + " ")))
        .as("rows of %s in src/docs/clients.md", client)
        .containsExactlyElementsOf(seen);
  }
}
