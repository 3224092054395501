package dev.gatehouse.authserver.registration;

import dev.gatehouse.http.limit.RequestLimits;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Client metadata as it comes, RFC 7591 §3.1: one JSON object whose members have the right types. */
public final class MetadataBody {
  private final MetadataSchema schema = new MetadataSchema();

  /** Reads the bytes; to be mounted before {@link #of}. */
  static Handler<RoutingContext> reader() {
    return RequestLimits.body(RequestLimits.FORM);
  }

  // A page of another site can send text/plain without preflight, but not JSON: the type is part of
  // the protection.
  JsonObject of(RoutingContext ctx) {
    String type = Objects.requireNonNullElse(ctx.request().getHeader(HttpHeaders.CONTENT_TYPE), "");
    if (!type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json")) {
      throw invalid("send the client metadata as application/json (RFC 7591 section 3.1)");
    }
    try {
      return typed(StrictJson.BODY.object(
          Objects.requireNonNullElseGet(ctx.body().buffer(), Buffer::buffer)));
    } catch (MalformedJsonException malformed) {
      throw invalid(malformed.fault());
    }
  }

  /** The members without those that are null, as clients send for what they leave out; {@code invalid_client_metadata} where a type is wrong. */
  public JsonObject typed(JsonObject metadata) {
    List<String> absent = metadata.fieldNames().stream()
        .filter(name -> metadata.getValue(name) == null)
        .toList();
    absent.forEach(metadata::remove);
    schema.require(metadata);
    return metadata;
  }

  static OAuthException invalid(String description) {
    return OAuthException.of(
        OAuthError.INVALID_CLIENT_METADATA, Cause.CLIENT_METADATA_INVALID, description);
  }
}
