package dev.gatehouse.authserver.document;

import dev.gatehouse.authserver.registration.ClientMetadata;
import dev.gatehouse.authserver.registration.MetadataBody;
import dev.gatehouse.authserver.registration.MetadataRules;
import dev.gatehouse.jose.ClientJwks;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientAuthMethod;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/**
 * Makes a client of its metadata document, draft on client documents §4.1: what a registration must be (RFC 7591 §2), with the URL as its
 * own {@code client_id}, with a name, and without any shared secret.
 */
final class ClientDocumentReader {
  private final MetadataRules rules;
  private final MetadataBody bodies = new MetadataBody();
  private final Clock clock;

  public ClientDocumentReader(MetadataRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** The client; {@code invalid_client} that says what is wrong with its document. One at a time: a compiled schema is for one thread. */
  synchronized Client read(String url, Buffer document) {
    try {
      JsonObject body = bodies.typed(StrictJson.BODY.object(document));
      requireItself(body, url);
      requireName(body);
      requireNoSecret(body);
      return ClientMetadata.read(withMethod(body), rules).described(url, clock.instant());
    } catch (MalformedJsonException malformed) {
      throw refused(malformed.fault());
    } catch (OAuthException fault) {
      throw refused(fault.description());
    }
  }

  // §4.1: simple string comparison, RFC 3986 §6.2.1.
  private static void requireItself(JsonObject body, String url) {
    if (!url.equals(body.getValue("client_id"))) {
      throw invalid("its client_id must be the URL that it was fetched from, to the letter");
    }
  }

  private static void requireName(JsonObject body) {
    if (body.getString("client_name", "").isBlank()) {
      throw invalid("client_name is missing"); // MCP authorization, client registration
    }
  }

  // §4.1: nothing shared can be established with whoever wrote a public document.
  private static void requireNoSecret(JsonObject body) {
    if (body.containsKey("client_secret") || body.containsKey("client_secret_expires_at")) {
      throw invalid("client_secret and client_secret_expires_at must not be there");
    }
    String method = body.getString("token_endpoint_auth_method", "");
    boolean secretless = ClientAuthMethod.of(method).filter(m -> !m.hasSecret()).isPresent();
    if (!method.isEmpty() && !secretless) {
      throw invalid("token_endpoint_auth_method must be none or private_key_jwt");
    }
    if (body.getValue("jwks") instanceof JsonObject jwks) {
      ClientJwks.requirePublic(jwks.getMap());
    }
  }

  // RFC 7591 §2 would have it be client_secret_basic, which cannot be.
  private static JsonObject withMethod(JsonObject body) {
    return body.getString("token_endpoint_auth_method", "").isEmpty()
        ? body.put("token_endpoint_auth_method", ClientAuthMethod.NONE.wire())
        : body;
  }

  private static OAuthException invalid(String fault) {
    return OAuthException.of(
        OAuthError.INVALID_CLIENT_METADATA, Cause.CLIENT_METADATA_INVALID, fault);
  }

  private static OAuthException refused(String fault) {
    return OAuthException.of(
        OAuthError.INVALID_CLIENT,
        Cause.CLIENT_DOCUMENT_INVALID,
        "the document at client_id was not accepted: " + fault);
  }
}
