package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Registration, RFC 7591, with what real clients send: the files in {@code src/test/resources/clients}. */
class Rfc7591ClientsTest {
  @RegisterExtension
  static final App app = App.started();

  static Stream<Path> clients() throws IOException, URISyntaxException {
    return files("/clients");
  }

  static Stream<Path> refused() throws IOException, URISyntaxException {
    return files("/clients-refused");
  }

  private static Stream<Path> files(String name) throws IOException, URISyntaxException {
    var folder = Objects.requireNonNull(Rfc7591ClientsTest.class.getResource(name));
    try (var files = Files.list(Path.of(folder.toURI()))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest // §3.2.1
  @MethodSource("clients")
  void registers_it_and_says_with_what(Path file) throws IOException {
    var sent = new JsonObject(Files.readString(file));
    Reply reply = Http.postJson(app.issuer() + "/register", sent.encode());
    assertThat(reply).hasStatus(201);
    JsonObject got = reply.json();
    // Clients with a schema refuse null, "" and what they sent but do not get back.
    assertThat(got.getMap().values()).doesNotContainNull().doesNotContain("");
    assertThat(got.getJsonArray("redirect_uris")).isEqualTo(sent.getJsonArray("redirect_uris"));
    assertThat(got.getString("client_name")).isEqualTo(sent.getString("client_name"));
    String method = Objects.requireNonNullElse(
        sent.getString("token_endpoint_auth_method"), "client_secret_basic");
    assertThat(got.getString("token_endpoint_auth_method")).isEqualTo(method);
    assertThat(got.containsKey("client_secret")).isEqualTo(!method.equals("none"));
    assertThat(got.containsKey("client_secret_expires_at")).isEqualTo(!method.equals("none"));
    assertThat(got.getJsonArray("grant_types")).contains("authorization_code");
  }

  // Gemini CLI sends it after each 403, and shows the person what comes back.
  @ParameterizedTest
  @MethodSource("refused")
  void tells_a_client_that_cannot_step_up_how_to_log_in_with_more_scopes(Path file)
      throws IOException {
    Reply reply = Http.postJson(app.issuer() + "/register", Files.readString(file));
    assertThat(reply).isOAuthError(400, "invalid_redirect_uri");
    assertThat(reply.json().getString("error_description"))
        .contains("cannot ask for more scopes", "oauth.scopes", "/mcp auth", "consent page")
        .matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+"); // RFC 6749 §5.2
  }

  @ParameterizedTest
  @MethodSource("clients")
  void takes_it_to_the_login_page_for_each_of_its_redirect_uris(Path file) throws IOException {
    var sent = new JsonObject(Files.readString(file));
    JsonObject client = Http.postJson(app.issuer() + "/register", sent.encode()).json();
    for (Object uri : client.getJsonArray("redirect_uris")) {
      assertThat(new WebBrowser().open(authorize(client, uri.toString()))).isLoginPage();
    }
  }

  @ParameterizedTest // clients on loopback listen where they find room, RFC 8252 §7.3
  @MethodSource("clients")
  void lets_it_listen_on_another_port_of_loopback(Path file) throws IOException {
    var sent = new JsonObject(Files.readString(file));
    JsonObject client = Http.postJson(app.issuer() + "/register", sent.encode()).json();
    for (Object uri : client.getJsonArray("redirect_uris")) {
      if (uri.toString().startsWith("http://")) {
        String moved = uri.toString().replaceFirst("(://[^:/]+)(:\\d+)?", "$1:59656");
        assertThat(new WebBrowser().open(authorize(client, moved))).isLoginPage();
      }
    }
  }

  private static String authorize(JsonObject client, String redirectUri) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", client.getString("client_id"));
    request.put("redirect_uri", redirectUri);
    request.put("state", "s");
    request.put("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    request.put("code_challenge_method", "S256");
    request.put("resource", app.mcpUrl());
    return app.issuer() + "/authorize?" + Http.query(request);
  }
}
