package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The page as an OAuth client: authorization code with PKCE (OAuth 2.1 §4.1) by vertx-auth-oauth2, public, at one authorization server
 * whose endpoints are known. It gets no keys: whether a token is good is for the gate to say.
 */
final class LoginClient {
  static final String CLIENT_ID = "gatehouse-landing";
  private static final int SECONDS = 10;

  private final AuthServerMetadata metadata;
  private final OAuth2Auth oauth;

  LoginClient(Vertx vertx, TlsTrust trust, String issuer, AuthServerMetadata metadata) {
    this.metadata = metadata;
    this.oauth = OAuth2Auth.create(
        vertx,
        new OAuth2Options()
            .setClientId(CLIENT_ID)
            .setUserAgent(CLIENT_ID)
            .setSite(issuer)
            .setAuthorizationPath(metadata.authorizationEndpoint())
            .setTokenPath(metadata.tokenEndpoint())
            .setRevocationPath(metadata.revocationEndpoint())
            .setHttpClientOptions(
                trust.on(new HttpClientOptions().setConnectTimeout(SECONDS * 1000))));
  }

  /** Where to send the browser, RFC 6749 §4.1.1, RFC 7636 §4.3, RFC 8707 §2. */
  String authorizationUrl(PendingLogin login) {
    return oauth.authorizeURL(new OAuth2AuthorizationURL()
        .setRedirectUri(login.redirectUri())
        .setState(login.state())
        .setScopes(List.copyOf(login.scopes().tokens()))
        .setCodeChallenge(Secrets.sha256(login.verifier()))
        .setCodeChallengeMethod("S256")
        .putAdditionalParameter("resource", login.resource()));
  }

  /** The answer of the token endpoint, RFC 6749 §4.1.3 and §5.1. */
  Future<JsonObject> exchange(PendingLogin login, String code) {
    var credentials = new Oauth2Credentials()
        .setFlow(OAuth2FlowType.AUTH_CODE)
        .setCode(code)
        .setCodeVerifier(login.verifier())
        .setRedirectUri(login.redirectUri());
    return oauth
        .authenticate(credentials)
        .timeout(SECONDS, TimeUnit.SECONDS)
        .map(user -> user.principal().copy());
  }

  /** Gives the token back, RFC 7009; succeeds where the server takes none back. */
  Future<Void> revoke(String accessToken) {
    if (metadata.revocationEndpoint().isEmpty()) {
      return Future.succeededFuture();
    }
    return oauth
        .revoke(User.create(new JsonObject().put("access_token", accessToken)), "access_token")
        .timeout(SECONDS, TimeUnit.SECONDS);
  }

  /** Whether the {@code iss} of a response, empty where there was none, is that of the server that was asked; RFC 9207 §2.4. */
  boolean isFrom(String issuer, String given) {
    return given.isEmpty() ? !metadata.sendsIssuer() : given.equals(issuer);
  }

  /** What the answer says was granted; RFC 6749 §5.1: where it says nothing, what was asked for. */
  static Scopes granted(JsonObject answer, PendingLogin login) {
    return answer.getValue("scope") instanceof String scope ? Scopes.parse(scope) : login.scopes();
  }
}
