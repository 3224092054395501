package dev.gatehouse.authserver.registration;

import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a client must and must not say about itself when it replaces its registration, RFC 7592 §2.2. */
final class UpdateRules {
  private static final List<String> OURS = List.of(
      "registration_access_token",
      "registration_client_uri",
      "client_secret_expires_at",
      "client_id_issued_at");

  private UpdateRules() {}

  /** Throws {@code invalid_client_metadata}; returns the client's secret, or nothing where it sent none. */
  static String requireOwn(JsonObject body, Client client) {
    for (String name : OURS) {
      if (body.containsKey(name)) {
        throw MetadataBody.invalid("leave out " + name + " (RFC 7592 section 2.2)");
      }
    }
    if (!client.id().equals(body.getValue("client_id"))) {
      throw MetadataBody.invalid("client_id must be that of this client (RFC 7592 section 2.2)");
    }
    Object secret = body.getValue("client_secret");
    if (secret == null) {
      return "";
    }
    if (!(secret instanceof String text)
        || client.isPublic()
        || !Secrets.same(Secrets.sha256(text), client.secretHash())) {
      throw MetadataBody.invalid(
          "client_secret must be the current one, or be left out (RFC 7592 section 2.2)");
    }
    return text;
  }
}
