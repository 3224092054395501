package dev.gatehouse.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The text of {@code licenses}: every library in the jar and its licence, from the software bill of materials (CycloneDX) that the build writes. */
public final class Licenses {
  private static final String BILL = "META-INF/sbom/gatehouse.cdx.json";
  private static final String HEAD = """
      Gatehouse has no licence yet. The libraries in this jar, and their licences:

      """;
  private static final String FOOT = """

      The whole bill of materials (CycloneDX 1.6): META-INF/sbom/gatehouse.cdx.json in this jar.
      """;

  private final JsonObject bill;

  private Licenses(JsonObject bill) {
    this.bill = bill;
  }

  /** Of this jar; empty where Maven worked offline, which leaves the bill of materials out. */
  public static Optional<Licenses> ofThisJar() {
    try (InputStream in = Licenses.class.getClassLoader().getResourceAsStream(BILL)) {
      if (in == null) {
        return Optional.empty();
      }
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(new Licenses(new JsonObject(json)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text() {
    return bill.getJsonArray("components").stream()
        .map(JsonObject.class::cast)
        .map(Licenses::line)
        .sorted()
        .collect(Collectors.joining("", HEAD, FOOT));
  }

  private static String line(JsonObject component) {
    String library = "%s:%s %s"
        .formatted(
            component.getString("group"),
            component.getString("name"),
            component.getString("version"));
    return "  %-62s %s%n".formatted(library, licences(component));
  }

  private static String licences(JsonObject component) {
    return component.getJsonArray("licenses", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .map(choice -> choice.containsKey("expression")
            ? choice.getString("expression")
            : named(choice.getJsonObject("license")))
        .collect(Collectors.joining(" or "));
  }

  private static String named(JsonObject licence) {
    return Objects.requireNonNullElseGet(licence.getString("id"), () -> licence.getString("name"));
  }
}
