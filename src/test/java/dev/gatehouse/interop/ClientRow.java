package dev.gatehouse.interop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One client's row of the table client × feature: what it was seen to do, and what it was seen to lack. The scripts' are lib/row.mjs and clients/row.py. */
record ClientRow(
    String client, String revision, Map<String, Boolean> features, List<String> remarks) {
  static final Path DIRECTORY = Path.of("target", "clients").toAbsolutePath();

  ClientRow(String client, String revision) {
    this(client, revision, new LinkedHashMap<>(), new ArrayList<>());
  }

  void does(String feature) {
    features.put(feature, true);
  }

  void lacks(String feature, String remark) {
    features.put(feature, false);
    if (!remarks.contains(remark)) {
      remarks.add(remark);
    }
  }

  /** What was written so far, in the order of names. */
  static List<ClientRow> written() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(ClientRow::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write() throws IOException {
    String name = (client + " " + revision).replaceAll("[^\\w.]+", "-") + ".json";
    var json = new JsonObject()
        .put("client", client)
        .put("revision", revision)
        .put("features", new JsonObject(new LinkedHashMap<>(features)))
        .put("remarks", new JsonArray(remarks));
    Files.writeString(Files.createDirectories(DIRECTORY).resolve(name), json.encodePrettily());
  }

  private static ClientRow read(Path file) {
    try {
      var json = new JsonObject(Files.readString(file));
      var features = new LinkedHashMap<String, Boolean>();
      json.getJsonObject("features")
          .forEach(one -> features.put(one.getKey(), (Boolean) one.getValue()));
      List<String> remarks =
          json.getJsonArray("remarks").stream().map(String.class::cast).toList();
      return new ClientRow(json.getString("client"), json.getString("revision"), features, remarks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
