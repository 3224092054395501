package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource indicators, RFC 8707: a token is for one resource, and that is its {@code aud}. */
class Rfc8707ResourceTest {
  private static final String SECOND = "https://second.example/mcp";

  @RegisterExtension
  static final App app = App.with(settings -> settings);

  private static TestClient client;

  @BeforeAll
  static void register() {
    client = app.client();
  }

  @ParameterizedTest // §2; ORIGIN is the resource server's
  @ValueSource(
      strings = {
        "https://other.example/mcp",
        "https://other.example",
        "ORIGIN/mcp#frag",
        "ORIGIN/mcp#",
        "/mcp",
        "mcp",
        "not a uri",
        "javascript:alert(1)",
        "ORIGIN/mcp?x=1",
        "ORIGIN/mcpx",
        "ORIGIN/mcp/evil",
        "ORIGIN/mcp//",
        "ORIGIN/MCP",
        "ORIGIN/x/../mcp",
        "ORIGIN/%6dcp",
        "ORIGIN@evil.example/mcp",
        "http://localhost.evil.example/mcp",
        "http://localhost:1/mcp",
        "http://localhost/mcp",
        "urn:example:mcp"
      })
  void refuses_a_resource_that_it_issues_no_tokens_for(String resource) {
    Map<String, String> request = client.request("mcp.read");
    request.put("resource", resource.replace("ORIGIN", app.origin()));
    assertThat(client.authorize(request)).isRefusedToClient("invalid_target");
  }

  // RFC 6749 §3.1: parameters sent without a value are treated as omitted; RFC 8707 says nothing
  // else. A client whose user interface has an empty field for the resource is served like one that
  // has none.
  @Test
  void takes_a_resource_without_a_value_for_none() {
    Map<String, String> request = client.request("mcp.read");
    request.put("resource", "");
    String code = client.approve("alice", request).answer().get("code");
    List<String> exchange = new ArrayList<>(client.exchange(code));
    exchange.addAll(List.of("resource", ""));
    JsonObject tokens = client.token(exchange).json();
    assertThat(audience(tokens)).isEqualTo(app.mcpUrl());
    var refresh = List.of(
        "grant_type", "refresh_token",
        "refresh_token", tokens.getString("refresh_token"),
        "client_id", client.id(),
        "resource", "",
        "scope", "");
    assertThat(audience(client.token(refresh).json())).isEqualTo(app.mcpUrl());
  }

  @Test
  void says_which_resource_would_be_right() {
    Map<String, String> request = client.request("mcp.read");
    request.put("resource", "https://other.example/mcp");
    assertThat(client.authorize(request).answer().get("error_description")).contains(app.mcpUrl());
  }

  @Test // §2.1: the server may refuse; a token for two could be replayed by one against the other
  void refuses_two_resources() {
    String query = Http.query(client.request("mcp.read")) + "&resource=https%3A%2F%2Fother.example";
    assertThat(new WebBrowser().open(app.issuer() + "/authorize?" + query))
        .isRefusedToClient("invalid_target");
  }

  @Test // §2.2
  void refuses_another_resource_at_the_token_endpoint() {
    Reply reply =
        client.redeem(client.code("alice", "mcp.read"), "resource", "https://other.example/mcp");
    assertThat(reply).isOAuthError(400, "invalid_target");
    List<String> both = new ArrayList<>(client.exchange(client.code("alice", "mcp.read")));
    both.addAll(List.of("resource", SECOND));
    assertThat(client.token(both)).isOAuthError(400, "invalid_target");
  }

  @Test // RFC 9068 §3
  void puts_the_resource_into_aud_and_nothing_else() {
    JsonObject tokens = client.tokens("alice", "mcp.read");
    assertThat(audience(tokens)).isEqualTo(app.mcpUrl());
    JsonObject refreshed = client.refresh(tokens.getString("refresh_token")).json();
    assertThat(audience(refreshed)).isEqualTo(app.mcpUrl());
  }

  @Test // §2: the default where none is named
  void takes_the_mcp_endpoint_where_none_is_named() {
    Map<String, String> request = client.request("mcp.read");
    request.remove("resource");
    String code = client.approve("alice", request).answer().get("code");
    JsonObject tokens = client.redeem(code, "resource", "").json();
    assertThat(audience(tokens)).isEqualTo(app.mcpUrl());
    assertThat(app.whoami(tokens.getString("access_token"))).hasStatus(200);
  }

  @ParameterizedTest // clients spell it as it was typed to them; aud is canonical all the same
  @ValueSource(
      strings = {
        "ORIGIN/mcp/",
        "ORIGIN",
        "ORIGIN/",
        "http://LOCALHOST:PORT/mcp",
        "HTTP://localhost:PORT/mcp",
        "http://127.0.0.1:PORT/mcp",
        "http://[::1]:PORT/mcp"
      })
  void understands_other_spellings_of_the_same_resource(String spelling) {
    String resource = spelling
        .replace("ORIGIN", app.origin())
        .replace("PORT", app.origin().replaceFirst(".*:", ""));
    Map<String, String> request = client.request("mcp.read");
    request.put("resource", resource);
    String code = client.approve("alice", request).answer().get("code");
    Reply reply = client.redeem(code, "resource", resource);
    assertThat(reply).hasStatus(200);
    assertThat(audience(reply.json())).isEqualTo(app.mcpUrl());
  }

  private static Object audience(JsonObject tokens) {
    return Jwt.claims(tokens.getString("access_token")).getValue("aud");
  }
}
