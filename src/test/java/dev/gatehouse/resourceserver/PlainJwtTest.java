package dev.gatehouse.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import dev.gatehouse.resourceserver.RawHttp.Reply;
import dev.gatehouse.settings.SettingsBuilder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens of a Keycloak realm as it comes, {@code --token-format jwt}: RFC 8725 §3.11 and §3.12 without RFC 9068. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainJwtTest {
  private static final String AUDIENCE = "echo-mcp-server";
  private static final JOSEObjectType JWT = JOSEObjectType.JWT;

  private final LittleIssuer keycloak = LittleIssuer.started(0, "/realms/x", Clock.systemUTC());

  @RegisterExtension
  final Gated rs = Gated.with(settings -> settings
      .set("resource-server.authorization-server", keycloak.url())
      .set("resource-server.audience", AUDIENCE)
      .set("resource-server.token-format", "jwt"));

  @AfterAll
  void close() {
    keycloak.close();
  }

  @Test
  void refuses_an_identity_token() {
    assertThat(whoami(claims().put("typ", "ID").put("aud", "mcp-client")).status())
        .isEqualTo(401);
    assertRefused(claims().put("typ", "ID"), "the claim 'typ' is not Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonce", "at_hash", "c_hash", "s_hash", "events"})
  void refuses_a_token_with_a_mark_of_another_kind(String mark) {
    assertRefused(claims().put(mark, "x"), "the claim '" + mark + "' marks a token");
  }

  @Test
  void refuses_a_token_for_its_own_client() {
    assertRefused(claims().put("azp", AUDIENCE), "the token is for its own client");
  }

  @Test
  void refuses_a_token_for_another_audience() {
    assertRefused(claims().put("aud", "account"), "the token is for another audience");
    assertRefused(claims().put("aud", rs.resource()), "the token is for another audience");
  }

  @Test
  void refuses_a_token_without_a_client() {
    JsonObject claims = claims();
    claims.remove("azp");
    assertRefused(claims, "the claim 'azp' is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dpop+jwt", "logout+jwt", "secevent+jwt", "JOSE", ""})
  void refuses_another_type(String type) {
    Reply reply =
        rs.whoami(LittleIssuer.sign(claims().encode(), new JOSEObjectType(type), keycloak.key()));
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge())
        .contains("error=\"invalid_token\"", "malformed or not from a trusted issuer");
  }

  @Test
  void accepts_what_a_keycloak_realm_mints() {
    Reply reply = whoami(claims());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(new JsonObject(reply.body()).getString("client_id")).isEqualTo("mcp-client");
  }

  @Test
  void accepts_several_audiences_and_no_id() {
    JsonObject claims = claims().put("aud", new JsonArray(List.of("account", AUDIENCE)));
    claims.remove("jti");
    assertThat(whoami(claims).status()).isEqualTo(200);
  }

  @Test
  void accepts_a_token_of_rfc_9068_as_before() {
    JsonObject claims = keycloak.claims(AUDIENCE);
    assertThat(rs.whoami(keycloak.sign(claims)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resource-server.token-format=jwt", "resource-server.audience=another"})
  void is_refused_at_start_for_the_tokens_of_our_own(String setting) {
    String[] parts = setting.split("=", 2);
    SettingsBuilder settings = SettingsBuilder.create().set(parts[0], parts[1]);
    assertThatThrownBy(settings::build)
        .hasMessageContaining(parts[0])
        .hasMessageContaining("while resource-server.authorization-server is our own");
  }

  /** As Keycloak 26 mints it for a public client with an audience mapper. */
  private JsonObject claims() {
    JsonObject claims = keycloak.claims(AUDIENCE);
    claims.remove("client_id");
    return claims
        .put("typ", "Bearer")
        .put("azp", "mcp-client")
        .put("jti", "onrtac:0b2e9a50-8c2c-4d12-b4b9-8b0c9a1c1a11")
        .put("sid", "c9a1c1a1")
        .put("acr", "1")
        .put("scope", "email profile mcp.read")
        .put("preferred_username", "eitan");
  }

  private Reply whoami(JsonObject claims) {
    return rs.whoami(LittleIssuer.sign(claims.encode(), JWT, keycloak.key()));
  }

  private void assertRefused(JsonObject claims, String why) {
    Reply reply = whoami(claims);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge()).contains("error=\"invalid_token\"").contains(why);
  }
}
