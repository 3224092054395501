package dev.gatehouse.authserver.authorize;

import dev.gatehouse.http.page.DisplayText;
import dev.gatehouse.jose.Thumbprint;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.oauth.grant.CodeBinding;
import dev.gatehouse.oauth.grant.LoginRequirements;
import dev.gatehouse.oauth.grant.Pkce;
import dev.gatehouse.oauth.uri.RedirectUris;
import dev.gatehouse.oauth.uri.ResourceIndicators;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every check of an authorization request, in order: the same whether a browser brings it or its client pushes it. RFC 6749 §4.1.1. */
public final class AuthorizationChecks {
  private static final int LONGEST_STATE = 4096;

  private final List<String> knownResources;
  private final Scopes knownScopes;

  public AuthorizationChecks(List<String> knownResources, Scopes knownScopes) {
    this.knownResources = List.copyOf(knownResources);
    this.knownScopes = knownScopes;
  }

  /** The one redirect URI that the answer goes to; {@code invalid_request} when it is not the client's. RFC 9700 §4.1.3. */
  String redirectUri(Client client, Params params) {
    List<String> asked = params.all("redirect_uri");
    if (asked.size() > 1) {
      throw OAuthException.invalidRequest(
          Cause.REDIRECT_URI_REPEATED, "redirect_uri is given more than once");
    }
    if (asked.isEmpty()) {
      if (client.redirectUris().size() == 1) {
        return client.redirectUris().get(0); // RFC 6749 §3.1.2.3
      }
      throw OAuthException.invalidRequest(
          Cause.REDIRECT_URI_MISSING,
          "redirect_uri is missing, and the client did not register exactly one");
    }
    if (!RedirectUris.isRegistered(client.redirectUris(), asked.get(0))) {
      throw OAuthException.invalidRequest(
          Cause.REDIRECT_URI_UNREGISTERED, "redirect_uri is not registered");
    }
    return asked.get(0);
  }

  /** The request, checked but for its client and redirect URI. */
  AuthorizationRequest request(Client client, String redirectUri, Params params) {
    requireNoRequestObject(params);
    requireCode(client, params);
    requireQueryMode(params);
    String challenge = Pkce.requireChallenge(params);
    String resource = ResourceIndicators.requireOne(params.all("resource"), knownResources);
    Scopes scopes = scopes(client, params);
    String key = keyThumbprint(params);
    LoginRequirements login = login(params);
    String state = state(params);
    return new AuthorizationRequest(
        client,
        redirectUri,
        state,
        scopes,
        resource,
        new CodeBinding(challenge, key),
        offline(client, params),
        login);
  }

  private static void requireNoRequestObject(Params params) {
    if (params.has("request")) {
      throw OAuthException.of(
          OAuthError.REQUEST_NOT_SUPPORTED,
          Cause.REQUEST_OBJECT_UNSUPPORTED,
          "request objects are not supported");
    }
    if (params.has("request_uri")) {
      throw OAuthException.of(
          OAuthError.REQUEST_URI_NOT_SUPPORTED,
          Cause.REQUEST_OBJECT_UNSUPPORTED,
          "request_uri is not supported");
    }
  }

  private static void requireCode(Client client, Params params) {
    if (!params.required("response_type").equals("code")) {
      throw OAuthException.of(
          OAuthError.UNSUPPORTED_RESPONSE_TYPE,
          Cause.RESPONSE_TYPE_UNSUPPORTED,
          "response_type must be code");
    }
    if (!client.mayUse(GrantTypes.AUTHORIZATION_CODE)) {
      throw OAuthException.of(
          OAuthError.UNAUTHORIZED_CLIENT,
          Cause.GRANT_TYPE_UNREGISTERED,
          "the client did not register authorization_code");
    }
  }

  // RFC 9449 §10
  private static String keyThumbprint(Params params) {
    String key = params.optional("dpop_jkt").orElse("");
    if (!key.isEmpty() && !Thumbprint.isOne(key)) {
      throw OAuthException.invalidRequest(
          Cause.DPOP_JKT_MALFORMED,
          "dpop_jkt is no JWK SHA-256 thumbprint in base64url (RFC 9449 section 10)");
    }
    return key;
  }

  private static void requireQueryMode(Params params) {
    if (!params.optional("response_mode").orElse("query").equals("query")) {
      throw OAuthException.invalidRequest(
          Cause.RESPONSE_TYPE_UNSUPPORTED, "response_mode must be query");
    }
  }

  private static boolean offline(Client client, Params params) {
    return client.mayUse(GrantTypes.REFRESH_TOKEN)
        && Scopes.parse(params.optional("scope").orElse("")).containsAll(Scopes.OFFLINE_ACCESS);
  }

  // Unknown scopes are dropped, as RFC 6749 §3.3 allows, unless nothing is left; offline_access
  // permits nothing, but is no mistake.
  private Scopes scopes(Client client, Params params) {
    Scopes asked = Scopes.parse(params.optional("scope").orElse("")).minus(Scopes.OFFLINE_ACCESS);
    if (asked.isEmpty()) {
      Scopes registered = client.scope().and(knownScopes);
      return registered.isEmpty() ? defaultScopes() : registered;
    }
    Scopes known = asked.and(knownScopes);
    if (known.isEmpty()) {
      throw OAuthException.of(
          OAuthError.INVALID_SCOPE,
          Cause.SCOPE_UNKNOWN,
          "none of the scopes is known here: " + knownScopes);
    }
    return known;
  }

  /** What a request without scope asks for: the first of the settings, by default {@code mcp.read}. */
  private Scopes defaultScopes() {
    return knownScopes.tokens().stream().findFirst().map(Scopes::of).orElse(Scopes.NONE);
  }

  /** The state that an error goes back with: none when it was repeated, or is too long to be sent on. */
  static @Nullable String stateToEcho(Params params) {
    List<String> states = params.all("state");
    return states.size() == 1 && states.get(0).length() <= LONGEST_STATE ? states.get(0) : null;
  }

  // Kept while someone logs in, and sent back in a URL: neither is for kilobytes without end.
  private static @Nullable String state(Params params) {
    String state = params.optional("state").orElse(null);
    if (state != null && state.length() > LONGEST_STATE) {
      throw OAuthException.invalidRequest(
          Cause.REQUEST_MALFORMED, "state is longer than " + LONGEST_STATE + " characters");
    }
    return state;
  }

  // It stands on our login page: what would not fit there as it came is left out.
  private static LoginRequirements login(Params params) {
    LoginRequirements wish = LoginRequirements.read(params);
    boolean fits = wish.hint().length() <= DisplayText.NAME;
    return wish.withHint(fits ? DisplayText.of(wish.hint(), DisplayText.NAME) : "");
  }
}
