package dev.gatehouse.authserver.registration;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.uri.RedirectUris;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The client information response, RFC 7591 §3.2.1 and RFC 7592 §3. What is not there is absent, never null: clients refuse a null. */
final class ClientInformation {
  private final String issuer;

  ClientInformation(String issuer) {
    this.issuer = issuer;
  }

  /** Secret and token as the client knows them, for only their hashes are kept; without a secret there is no member for it. */
  JsonObject of(Client client, String secret, String registrationToken) {
    var answer = new JsonObject()
        .put("client_id", client.id())
        .put("client_id_issued_at", client.registeredAt().getEpochSecond());
    if (!secret.isEmpty()) {
      answer.put("client_secret", secret).put("client_secret_expires_at", 0);
    }
    answer
        .put("registration_access_token", registrationToken)
        .put(
            "registration_client_uri",
            issuer + ServerEndpoint.REGISTRATION_MANAGEMENT.below(client.id()))
        .put("client_name", client.name())
        .put("redirect_uris", new JsonArray(client.redirectUris()))
        .put("grant_types", new JsonArray(client.grantTypes()))
        .put("response_types", new JsonArray().add("code"))
        .put("token_endpoint_auth_method", client.authMethod().wire())
        .put("application_type", isNative(client) ? "native" : "web");
    if (!client.keys().uri().isEmpty()) {
      answer.put("jwks_uri", client.keys().uri());
    } else if (!client.keys().isEmpty()) {
      answer.put("jwks", jwks(client));
    }
    if (client.keyBound()) {
      answer.put("dpop_bound_access_tokens", true);
    }
    client.registration().otherMetadata().forEach(answer::put);
    if (!client.uri().isEmpty()) {
      answer.put("client_uri", client.uri());
    }
    return client.scope().isEmpty()
        ? answer
        : answer.put("scope", client.scope().toString());
  }

  private static JsonObject jwks(Client client) {
    var keys = new JsonArray();
    client.keys().keys().forEach(key -> keys.add(new JsonObject(Map.copyOf(key.members()))));
    return new JsonObject().put("keys", keys);
  }

  // Every redirect stays on this computer, so that it is an application and no web site.
  private static boolean isNative(Client client) {
    return client.redirectUris().stream()
        .allMatch(uri -> RedirectUris.isLoopback(uri) || RedirectUris.isPrivateUse(uri));
  }
}
