package dev.gatehouse.json;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What vertx-json-schema finds wrong with a document, in words for whoever wrote the document. */
public final class SchemaFindings {
  private static final int MOST = 3;

  private final SchemaWords words;
  private final JsonObject schema;

  /** The schema as it was written: the validator's own copy has members of its own. */
  public SchemaFindings(SchemaWords words, JsonObject schema) {
    this.words = words;
    this.schema = schema;
  }

  /** The first few of them, separated by semicolons; empty where the validator names no cause. */
  public String text(JsonObject checked, OutputUnit verdict) {
    return text(causes(checked, verdict));
  }

  /** Those that are inside of what the JSON pointer names, and not at it. */
  public String textInside(String pointer, JsonObject checked, OutputUnit verdict) {
    return text(
        causes(checked, verdict).filter(finding -> finding.path().startsWith(pointer + '/')));
  }

  private static String text(Stream<SchemaFinding> causes) {
    return causes.map(SchemaFinding::text).distinct().limit(MOST).collect(Collectors.joining("; "));
  }

  /** Whether one of them is at this member of the document, or in it. */
  public boolean concern(String member, JsonObject checked, OutputUnit verdict) {
    return causes(checked, verdict)
        .map(finding -> finding.path() + '/')
        .anyMatch(path -> path.startsWith('/' + member + '/'));
  }

  private Stream<SchemaFinding> causes(JsonObject checked, OutputUnit verdict) {
    List<OutputUnit> errors = verdict.getErrors() == null ? List.of() : verdict.getErrors();
    return errors.stream()
        .map(error -> new SchemaFinding(words, schema, checked, error))
        .filter(SchemaFinding::isTheCause);
  }
}
