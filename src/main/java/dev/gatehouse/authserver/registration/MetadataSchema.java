package dev.gatehouse.authserver.registration;

import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import io.vertx.core.buffer.Buffer;
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
import java.util.List;

/** The types of the client metadata, by {@code schema/client-registration.json}. */
final class MetadataSchema {
  private static final String FILE = "/schema/client-registration.json";

  private final Validator validator;

  MetadataSchema() {
    var options = new JsonSchemaOptions()
        .setBaseUri("https://gatehouse.dev/")
        .setDraft(Draft.DRAFT202012)
        .setOutputFormat(OutputFormat.Basic);
    this.validator = Validator.create(JsonSchema.of(read()), options);
  }

  /** Throws {@code invalid_redirect_uri} or {@code invalid_client_metadata}, naming the member, its fault and what would be right. */
  void require(JsonObject metadata) {
    OutputUnit result = validator.validate(metadata);
    if (Boolean.TRUE.equals(result.getValid())) {
      return;
    }
    String fault = deepest(result.getErrors());
    boolean redirect = fault.contains("redirect_uris");
    throw OAuthException.of(
        redirect ? OAuthError.INVALID_REDIRECT_URI : OAuthError.INVALID_CLIENT_METADATA, fault);
  }

  // The last error is the most specific: those before it say that what holds it is invalid.
  private static String deepest(List<OutputUnit> errors) {
    if (errors == null || errors.isEmpty()) {
      return "the metadata does not follow RFC 7591 section 2";
    }
    OutputUnit last = errors.get(errors.size() - 1);
    String member = last.getInstanceLocation().replaceFirst("^#/?", "");
    return member.isEmpty() ? last.getError() : "member '" + member + "': " + last.getError();
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
