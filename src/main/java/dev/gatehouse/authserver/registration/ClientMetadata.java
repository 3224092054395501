package dev.gatehouse.authserver.registration;

import dev.gatehouse.http.page.DisplayText;
import dev.gatehouse.jose.ClientJwks;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientAuthMethod;
import dev.gatehouse.oauth.client.ClientDescription;
import dev.gatehouse.oauth.client.ClientKeys;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.oauth.client.Registration;
import dev.gatehouse.oauth.uri.FetchUrl;
import dev.gatehouse.oauth.uri.RedirectUris;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client asks to be registered with, RFC 7591 §2, checked and cut down to what is served here.
 *
 * @param description registrable redirect URIs, the grant types that are served, the scopes that exist, a name for people
 * @param echoed other members that are sent back as they came
 */
public record ClientMetadata(ClientDescription description, Map<String, String> echoed) {
  private static final int LONGEST_REDIRECT_URIS = 8192;
  private static final List<String> URLS =
      List.of("client_uri", "logo_uri", "tos_uri", "policy_uri");
  private static final List<String> ECHOED =
      List.of("logo_uri", "tos_uri", "policy_uri", "software_id", "software_version");

  public ClientMetadata {
    echoed = Map.copyOf(echoed);
  }

  /** Reads a body whose types were checked. Throws {@code invalid_redirect_uri} or {@code invalid_client_metadata}. */
  public static ClientMetadata read(JsonObject body, MetadataRules rules) {
    List<String> redirectUris = strings(body, "redirect_uris", List.of());
    redirectUris.forEach(
        RedirectUris::requireRegistrable); // one bad URI spoils the registration, RFC 7591 §3.2.2
    requireModest(redirectUris);
    requireCode(body);
    URLS.forEach(name -> requireWebUrl(name, body.getString(name, "")));
    var echoed = new LinkedHashMap<String, String>();
    ECHOED.stream()
        .filter(name -> !body.getString(name, "").isEmpty())
        .forEach(name -> echoed.put(name, body.getString(name)));
    String name = DisplayText.of(body.getString("client_name", ""), DisplayText.NAME);
    ClientAuthMethod method = authMethod(body);
    var description = new ClientDescription(
        method,
        keys(body, method, rules.loopbackDocuments()),
        name.isEmpty() ? "An unnamed client" : name,
        body.getString("client_uri", ""),
        redirectUris.stream().distinct().toList(),
        grantTypes(body),
        scope(body).and(rules.knownScopes()),
        body.getBoolean("dpop_bound_access_tokens", false));
    return new ClientMetadata(description, echoed);
  }

  /** The client with this instead of what it registered before, RFC 7592 §2.2; its id, age and registration token stay. */
  Client replacing(Client before, String secretHash) {
    return new Client(
        before.id(),
        secretHash,
        description,
        before.ownScopes(),
        before.verified(),
        before.registeredAt(),
        new Registration(before.registration().tokenHash(), echoed));
  }

  /** The client whose document at this URL says this; draft on client documents §4.1. */
  public Client described(String url, Instant now) {
    return new Client(url, "", description, Scopes.NONE, false, now, Registration.NONE);
  }

  // Thousands of registrations stay in memory before any user has seen one of them.
  private static void requireModest(List<String> redirectUris) {
    if (redirectUris.stream().mapToInt(String::length).sum() > LONGEST_REDIRECT_URIS) {
      throw OAuthException.of(
          OAuthError.INVALID_REDIRECT_URI,
          Cause.REDIRECT_URI_UNSAFE,
          "redirect_uris have more than " + LONGEST_REDIRECT_URIS + " characters altogether");
    }
  }

  private static void requireCode(JsonObject body) {
    if (!strings(body, "response_types", List.of("code")).contains("code")) {
      throw invalid(
          "response_types must contain code: it is the only one there is (RFC 9700 section 2.1.2)");
    }
  }

  private static List<String> grantTypes(JsonObject body) {
    List<String> asked = strings(body, "grant_types", List.of(GrantTypes.AUTHORIZATION_CODE));
    List<String> served = GrantTypes.OF_USERS.stream().filter(asked::contains).toList();
    if (!served.contains(GrantTypes.AUTHORIZATION_CODE)) {
      throw invalid("grant_types must contain authorization_code; to be registered are "
          + String.join(", ", GrantTypes.OF_USERS)
          + "; client_credentials is for clients that the operator names");
    }
    return served;
  }

  private static ClientAuthMethod authMethod(JsonObject body) {
    String asked = body.getString("token_endpoint_auth_method", "");
    return ClientAuthMethod.of(
            asked.isEmpty() ? ClientAuthMethod.CLIENT_SECRET_BASIC.wire() : asked)
        .orElseThrow(() -> invalid("token_endpoint_auth_method must be one of "
            + String.join(", ", ClientAuthMethod.names())));
  }

  private static ClientKeys keys(JsonObject body, ClientAuthMethod method, boolean loopback) {
    JsonObject jwks = body.getJsonObject("jwks", new JsonObject());
    String uri = body.getString("jwks_uri", "");
    if (!jwks.isEmpty() && !uri.isEmpty()) {
      throw invalid("jwks and jwks_uri must not both be there (RFC 7591 section 2)");
    }
    if (method != ClientAuthMethod.PRIVATE_KEY_JWT) {
      return ClientKeys.NONE;
    }
    if (jwks.isEmpty() && uri.isEmpty()) {
      throw invalid("private_key_jwt needs the public keys of the client: jwks, a JWK Set, or"
          + " jwks_uri, the https URL of one");
    }
    return uri.isEmpty() ? ClientJwks.read(jwks.getMap()) : keysAt(uri, loopback);
  }

  private static ClientKeys keysAt(String uri, boolean loopback) {
    String fault = FetchUrl.fault(uri, loopback);
    if (!fault.isEmpty()) {
      throw invalid("jwks_uri " + fault);
    }
    return ClientKeys.at(uri);
  }

  private static Scopes scope(JsonObject body) {
    try {
      return Scopes.parse(body.getString("scope", ""));
    } catch (OAuthException malformed) {
      throw invalid(malformed.description());
    }
  }

  private static void requireWebUrl(String name, String url) {
    if (!url.isEmpty() && !url.matches("https?://[\\x21-\\x7e]+")) {
      throw invalid(name + " must be an http or https URL");
    }
  }

  private static List<String> strings(JsonObject body, String name, List<String> otherwise) {
    JsonArray array = body.getJsonArray(name, new JsonArray());
    return array.isEmpty() ? otherwise : array.stream().map(String.class::cast).toList();
  }

  private static OAuthException invalid(String description) {
    return OAuthException.of(
        OAuthError.INVALID_CLIENT_METADATA, Cause.CLIENT_METADATA_INVALID, description);
  }
}
