package dev.gatehouse.authserver.registration;

import dev.gatehouse.json.SchemaFindings;
import dev.gatehouse.json.SchemaWords;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** The types of the client metadata, by {@code client-registration.json}. */
final class MetadataSchema {
  private static final String FILE = "client-registration.json";

  private static final String REDIRECT_URIS = "redirect_uris";
  private static final String STEP_UP =
      "redirect_uris has no elements, so nobody can log in with this registration. Gemini CLI sends it when a"
          + " tool needs a scope that the token lacks, because it cannot ask for more scopes by itself."
          + " Name them in its settings.json, as oauth.scopes of this server, log in again with"
          + " /mcp auth and the name of the server, and allow them on the consent page";
  private static final SchemaWords WORDS =
      new SchemaWords("the client metadata", "is not client metadata", false, true);

  private final SchemaFindings findings;
  private final Validator validator;

  MetadataSchema() {
    var options = new JsonSchemaOptions()
        .setBaseUri("https://gatehouse.dev/")
        .setDraft(Draft.DRAFT202012)
        .setOutputFormat(OutputFormat.Basic);
    JsonObject schema = read();
    this.findings = new SchemaFindings(WORDS, schema.copy());
    this.validator = Validator.create(JsonSchema.of(schema), options);
  }

  /** Throws {@code invalid_redirect_uri} or {@code invalid_client_metadata}, naming the member, its fault and what would be right. */
  void require(JsonObject metadata) {
    OutputUnit result = validator.validate(metadata);
    if (Boolean.TRUE.equals(result.getValid())) {
      return;
    }
    boolean redirect =
        !metadata.containsKey(REDIRECT_URIS) || findings.concern(REDIRECT_URIS, metadata, result);
    throw OAuthException.of(
        redirect ? OAuthError.INVALID_REDIRECT_URI : OAuthError.INVALID_CLIENT_METADATA,
        Cause.CLIENT_METADATA_INVALID,
        isStepUp(metadata) ? STEP_UP : told(metadata, result));
  }

  private String told(JsonObject metadata, OutputUnit result) {
    String told = findings.text(metadata, result);
    return told.isEmpty() ? "the metadata does not follow RFC 7591 section 2" : told;
  }

  // What Gemini CLI sends after each 403, and shows the answer of: a registration with nothing in
  // it.
  private static boolean isStepUp(JsonObject metadata) {
    return Stream.of(REDIRECT_URIS, "grant_types", "response_types")
        .allMatch(name -> metadata.getValue(name) instanceof JsonArray array && array.isEmpty());
  }

  private static JsonObject read() {
    try (InputStream in = MetadataSchema.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar");
      }
      return new JsonObject(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
