package dev.gatehouse.authserver.registration;

import dev.gatehouse.http.RequestLimits;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
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

/** Client metadata in the body of a request, RFC 7591 §3.1: one JSON object whose members have the right types. */
final class MetadataBody {
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
      JsonObject body = StrictJson.BODY.object(
          Objects.requireNonNullElseGet(ctx.body().buffer(), Buffer::buffer));
      List<String> absent =
          body.fieldNames().stream().filter(name -> body.getValue(name) == null).toList();
      absent.forEach(body::remove); // clients send null for what they leave out
      schema.require(body);
      return body;
    } catch (MalformedJsonException malformed) {
      throw invalid(malformed.fault());
    }
  }

  static OAuthException invalid(String description) {
    return OAuthException.of(OAuthError.INVALID_CLIENT_METADATA, description);
  }
}
