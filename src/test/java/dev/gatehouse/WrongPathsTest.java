package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people and programs guess at the authorization server: a 404 that names the right place ends the search. */
class WrongPathsTest {
  @RegisterExtension
  static final App app = App.started();

  @ParameterizedTest
  @CsvSource({
    "/jwks, ISSUER/oauth/jwks",
    "/jwks.json, ISSUER/oauth/jwks",
    "/.well-known/jwks.json, ISSUER/oauth/jwks",
    "/protocol/openid-connect/certs, ISSUER/oauth/jwks",
    "/.well-known/openid-configuration, ISSUER/.well-known/oauth-authorization-server",
    "/.well-known/oauth-authorization-server/mcp, ISSUER/.well-known/oauth-authorization-server",
    "/.well-known/oauth-protected-resource, RESOURCE/.well-known/oauth-protected-resource/mcp",
    "/.well-known/oauth-protected-resource/mcp, RESOURCE/.well-known/oauth-protected-resource/mcp",
    "/oauth/authorize, ISSUER/authorize",
    "/oauth2/auth, ISSUER/authorize",
    "/oauth/token, ISSUER/token",
    "/OAuth2/Token/, ISSUER/token",
    "/oauth/register, ISSUER/register",
    "/connect/register, ISSUER/register",
    "/oauth/revoke, ISSUER/revoke",
    "/oauth2/introspect, ISSUER/introspect",
    "/oauth/par, ISSUER/par",
    "/userinfo, no userinfo endpoint",
    "/mcp, RESOURCE/mcp",
    "/sse, RESOURCE/mcp",
    "/mcp/sse, RESOURCE/mcp",
    "/nothing, RESOURCE/mcp"
  })
  void names_the_right_place(String path, String place) {
    String origin = app.mcpUrl().replace("/mcp", "");
    String expected = place.replace("ISSUER", app.issuer()).replace("RESOURCE", origin);
    for (String method : new String[] {"GET", "POST"}) {
      Reply reply = Http.send(method, app.issuer() + path, "");
      assertThat(reply).hasStatus(404);
      assertThat(reply.json().getString("error")).isEqualTo("not_found");
      assertThat(reply.json().getString("detail"))
          .endsWith(
              expected.equals("no userinfo endpoint")
                  ? "the access token says in sub who the user is"
                  : ' ' + expected);
    }
  }
}
