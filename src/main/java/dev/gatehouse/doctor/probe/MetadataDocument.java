package dev.gatehouse.doctor.probe;

import dev.gatehouse.client.TargetPolicy;
import dev.gatehouse.client.oauth.MetadataMembers;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.json.MalformedJsonException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A metadata document, read as a client reads it.
 *
 * @param location where it was found
 * @param members of the object
 */
public record MetadataDocument(URI location, JsonObject members) {
  /** The document in the answer; what is wrong with its form is found. Empty where it cannot be used. */
  public static Optional<MetadataDocument> read(
      URI location, ProbeResponse answer, CheckedStep step, Findings findings) {
    if (!answer.saysJson()) {
      findings.fault(
          step,
          location + " is sent as '" + answer.header("Content-Type") + "'",
          "send it as application/json",
          "RFC 9728 §3.2, RFC 8414 §3.2");
    }
    if (answer.cut()) {
      findings.fault(
          step,
          location + " is larger than " + ProbeRequest.LONGEST_BODY / 1024 + " KiB",
          "send the metadata alone, which takes a few",
          "CWE-400");
      return Optional.empty();
    }
    try {
      return Optional.of(new MetadataDocument(location, answer.json()));
    } catch (MalformedJsonException e) {
      findings.fault(
          step,
          location + " cannot be read: " + e.getMessage(),
          "send one JSON object, each name once",
          "RFC 8259 §4");
      return Optional.empty();
    }
  }

  /** The member if it is a string that is not empty. */
  public Optional<String> text(String name) {
    return read().text(name);
  }

  /** The strings in the member; none where it is no array. */
  public List<String> texts(String name) {
    return read().texts(name);
  }

  /** The objects in the member; none where it is no array. */
  public List<JsonObject> objects(String name) {
    return members.getValue(name) instanceof JsonArray array
        ? array.stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList()
        : List.of();
  }

  public boolean has(String name) {
    return read().has(name);
  }

  public boolean isTrue(String name) {
    return read().isTrue(name);
  }

  private MetadataMembers read() {
    return new MetadataMembers(members.getMap());
  }

  /** The member if it is a URL that is spelled as a client follows it. */
  public Optional<URI> url(String name) {
    return text(name).flatMap(MetadataDocument::uri).filter(MetadataDocument::isWellSpelled);
  }

  /** The same without a member. */
  public MetadataDocument without(String name) {
    JsonObject fewer = members.copy();
    fewer.remove(name);
    return new MetadataDocument(location, fewer);
  }

  public static boolean isWellSpelled(URI url) {
    return TargetPolicy.fault(url).isEmpty();
  }

  public static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
