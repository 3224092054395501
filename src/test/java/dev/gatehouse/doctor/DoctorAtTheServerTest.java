package dev.gatehouse.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.doctor.SickServer.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code doctor} before the authorization server: metadata, CORS, registration and the login page, each broken as real ones are. */
class DoctorAtTheServerTest {
  private static final String PRM = "/.well-known/oauth-protected-resource/mcp";
  private static final String METADATA = "/.well-known/oauth-authorization-server";

  @RegisterExtension
  final SickServer patient = new SickServer();

  @Test
  void finds_metadata_that_is_only_where_the_challenge_says() {
    patient.answer("/elsewhere", Reply.json(200, patient.resourceMetadata()));
    patient.remove(PRM);
    patient.changeChallenge(challenge -> challenge.replace(PRM, "/elsewhere"));
    assertThat(only())
        .startsWith("a client that does not read the challenge looks at " + patient.base() + PRM);
  }

  @Test
  void finds_metadata_that_was_sent_elsewhere() {
    patient.answer(PRM, new Reply(302, Map.of("Location", "/login"), ""));
    assertThat(only()).contains(PRM + " → 302 to /login", "behind the well-known name");
  }

  @Test
  void finds_metadata_that_is_too_large() {
    patient.answer(METADATA, Reply.json(200, new JsonObject().put("x", "x".repeat(300_000))));
    assertThat(only()).contains("is larger than 256 KiB");
  }

  @Test
  void finds_OpenID_metadata_alone() {
    patient.answer("/.well-known/openid-configuration", Reply.json(200, patient.serverMetadata()));
    patient.remove(METADATA);
    assertThat(only()).startsWith("there is OpenID Connect metadata alone");
  }

  @Test
  void finds_a_server_that_gives_no_refresh_tokens() {
    patient.changeJson(
        METADATA,
        json -> json.put("grant_types_supported", new JsonArray().add("authorization_code")));
    assertThat(only()).contains("lacks refresh_token", "the user has to log in again");
  }

  @Test
  void finds_an_authorization_endpoint_elsewhere_without_iss() {
    patient.changeJson(
        METADATA,
        json -> json.put("authorization_response_iss_parameter_supported", false)
            .put(
                "authorization_endpoint",
                patient.base().replace("localhost", "127.0.0.1") + "/authorize"));
    assertThat(only()).contains("is on another host, as here");
  }

  @Test
  void finds_two_spellings_of_this_computer() {
    String other = patient.base().replace("localhost", "127.0.0.1");
    patient.changeJson(PRM, json -> json.put("authorization_servers", new JsonArray().add(other)));
    patient.changeJson(METADATA, json -> json.put("issuer", other));
    patient.change(
        "/authorize",
        reply -> reply.status() == 302
            ? reply.with(
                "Location", reply.headers().get("Location").replace("localhost", "127.0.0.1"))
            : reply);
    assertThat(only()).startsWith("the MCP URL says localhost, the issuer " + other);
  }

  @ParameterizedTest
  @CsvSource({"mcp.read mcp.write,mcp.read,the 401 names", "mcp.read,other,the resource metadata"})
  void finds_scopes_that_do_not_fit(String asked, String supported, String found) {
    patient.changeChallenge(challenge -> challenge.replace("mcp.read", asked));
    patient.changeJson(
        METADATA, json -> json.put("scopes_supported", new JsonArray().add(supported)));
    assertThat(only()).startsWith(found);
  }

  @Test
  void finds_a_weak_key() {
    patient.changeJson("/jwks", json -> {
      json.getJsonArray("keys").getJsonObject(0).put("n", "A".repeat(171));
      return json;
    });
    assertThat(only()).startsWith("an RSA key has fewer than 2048 bits");
  }

  @Test
  void finds_header_fields_that_no_page_may_send() {
    patient.allowHeaders("Authorization, Content-Type, MCP-Protocol-Version");
    assertThat(only())
        .contains("does not allow mcp-session-id, last-event-id, mcp-method, mcp-name");
  }

  @Test
  void finds_a_star_that_does_not_stand_for_Authorization() {
    patient.allowHeaders("*");
    assertThat(only()).startsWith("the preflight of the MCP endpoint does not allow authorization");
  }

  @Test
  void finds_an_unknown_client_that_gets_400() {
    patient.answer("/token", Reply.json(400, new JsonObject().put("error", "invalid_client")));
    assertThat(only()).startsWith("an unknown client gets 400 invalid_client: on invalid_client");
  }

  @Test
  void finds_a_person_before_raw_JSON() {
    patient.changeWhere(
        "/authorize",
        exchange -> exchange.getRequestURI().getQuery().contains("gatehouse-doctor-nobody"),
        reply -> Reply.json(400, new JsonObject().put("error", "invalid_client")));
    assertThat(only()).startsWith("a person whose client is unknown sees raw JSON");
  }

  @Test
  void sees_that_strangers_are_sent_away_without_registering() {
    String stranger = "https://gatehouse-doctor.example/callback?error=invalid_client";
    patient.changeJson(METADATA, json -> {
      json.remove("registration_endpoint");
      return json.put("client_id_metadata_document_supported", true);
    });
    patient.answer("/authorize", new Reply(302, Map.of("Location", stranger), ""));
    assertThat(only()).startsWith("IT SENDS PEOPLE TO A REDIRECT URI THAT NOBODY REGISTERED");
  }

  @Test
  void finds_a_refused_port() {
    patient.changeWhere(
        "/authorize",
        exchange -> exchange.getRequestURI().getQuery().contains(":59656"),
        reply -> new Reply(400, Map.of("Content-Type", "text/html"), "unknown redirect URI"));
    assertThat(only()).contains("is refused at http://127.0.0.1:59656/callback");
  }

  @Test
  void finds_a_page_in_a_frame_behind_redirects() {
    patient.changeWhere(
        "/authorize",
        exchange -> true,
        reply -> reply.status() == 200
            ? new Reply(302, Map.of("Location", "/login"), "").with("Set-Cookie", "a=b; Path=/")
            : reply);
    patient.route(
        "/login",
        exchange -> new Reply(
            "a=b".equals(exchange.getRequestHeaders().getFirst("Cookie")) ? 200 : 500,
            Map.of(),
            ""));
    assertThat(only()).startsWith("the page may be shown in a frame");
  }

  @Test
  void finds_a_cookie_that_does_not_come_back() {
    patient.change("/authorize", reply -> reply.with("Set-Cookie", "sid=1; Path=/; Secure"));
    assertThat(only()).startsWith("the cookie sid is Secure and the page is http");
  }

  @Test
  void finds_a_secret_for_a_public_client() {
    patient.changeJson(
        "/register", json -> json.put("token_endpoint_auth_method", "client_secret_basic"));
    assertThat(only()).startsWith("a public client is made a confidential one");
  }

  @Test
  void finds_members_that_are_null_or_empty() {
    patient.changeJson("/register", json -> json.putNull("client_uri").put("logo_uri", ""));
    assertThat(only()).startsWith("the answer has null or nothing in client_uri, logo_uri");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cursor://", "\"client_name\""})
  void finds_registrations_that_are_refused(String part) {
    patient.route("/register", exchange -> {
      String body = SickServer.body(exchange);
      boolean refused = body.contains(part) && !body.contains("application_type");
      return refused && (part.startsWith("cursor") || !body.contains("cursor"))
          ? Reply.json(400, new JsonObject().put("error", "invalid_redirect_uri"))
          : Reply.json(201, SickServer.client());
    });
    assertThat(only()).contains("gets 400 invalid_redirect_uri: ");
  }

  private String only() {
    return Examined.by(patient.mcp(), "").only();
  }
}
