package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.PemFiles;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TlsProxy;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.WebBrowser.Form;
import dev.gatehouse.tls.Certificates;
import dev.gatehouse.tls.TlsIdentity;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both servers behind a proxy that ends TLS and is named in the settings, RFC 7239; and what others may not tell them. */
class ForwardedHeadersTest {
  private static final int ISSUER = FreePort.next();
  private static final int ORIGIN = FreePort.next();
  private static final int AS_PORT = FreePort.next();
  private static final int RS_PORT = FreePort.next();
  private static final TlsIdentity PROXY_IDENTITY =
      Certificates.selfSignedForLoopback(Clock.systemUTC());
  private static final TlsProxy PROXY = new TlsProxy(PROXY_IDENTITY);

  @RegisterExtension
  static final App app = App.with(settings -> settings
      .issuer("https://localhost:" + ISSUER)
      .origin("https://localhost:" + ORIGIN)
      .set("auth-server.port", AS_PORT)
      .set("resource-server.port", RS_PORT)
      .set("server.trusted-proxies", List.of("127.0.0.1", "::1", "10.0.0.0/8"))
      .set("server.trusted-certificates", certificate().toString()));

  // Behind no proxy that is named.
  @RegisterExtension
  static final App direct = App.started();

  @BeforeAll
  static void startProxy() {
    PROXY.before(AS_PORT, ISSUER);
    PROXY.before(RS_PORT, ORIGIN);
  }

  @AfterAll
  static void stopProxy() {
    PROXY.close();
  }

  @ParameterizedTest // META-26, META-27, META-28: not even what the proxy passes on
  @ValueSource(
      strings = {
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: http",
        "X-Forwarded-Port: 1",
        "X-Forwarded-Prefix: /x",
        "Forwarded: for=1.2.3.4;host=evil.example;proto=http",
        "Forwarded: host=\"evil.example"
      })
  void lets_no_header_change_issuer_metadata_or_challenge(String line) {
    String[] header = line.split(": ", 2);
    Reply metadata =
        Http.get(authServer() + "/.well-known/oauth-authorization-server", header[0], header[1]);
    Reply resource = Http.get(
        resourceServer() + "/.well-known/oauth-protected-resource/mcp", header[0], header[1]);
    Reply challenge = Http.get(resourceServer() + "/mcp", header[0], header[1]);
    for (Reply reply : List.of(metadata, resource, challenge)) {
      assertThat(reply.body() + reply.headers().map()).doesNotContain("evil.example");
    }
    if (metadata.status() == 200) {
      assertThat(metadata.json().getString("issuer")).isEqualTo(app.issuer());
      assertThat(resource.json().getString("resource")).isEqualTo(app.mcpUrl());
      assertThat(challenge.header("WWW-Authenticate")).contains(app.origin() + "/.well-known/");
    } else {
      assertThat(metadata).hasStatus(403);
      assertThat(resource).hasStatus(403);
      assertThat(challenge).hasStatus(403);
    }
  }

  @Test // DNS rebinding through a proxy that writes a Host of its own
  void checks_the_host_that_the_client_asked_the_proxy_for() {
    assertThat(Http.get(authServer() + "/health", "X-Forwarded-Host", "evil.example"))
        .hasStatus(403);
    assertThat(Http.get(authServer() + "/health", "Forwarded", "host=evil.example"))
        .hasStatus(403);
    assertThat(Http.get(authServer() + "/health", "X-Forwarded-Host", "localhost:" + ISSUER))
        .hasStatus(200);
    assertThat(Http.get(direct.issuer() + "/health", "X-Forwarded-Host", "evil.example"))
        .hasStatus(200); // of nobody that is believed
  }

  @Test // M-15: what stands left of the proxy's own word is anybody's
  void counts_the_address_that_the_proxy_saw() {
    guess("X-Forwarded-For", "203.0.113.7", "alice");
    assertThat(tryWith("X-Forwarded-For", "203.0.113.7", "alice")).hasStatus(429);
    assertThat(tryWith("X-Forwarded-For", "198.51.100.1, 203.0.113.7", "alice")).hasStatus(429);
    assertThat(tryWith("X-Forwarded-For", "1.1.1.1, 203.0.113.7, 10.1.2.3", "alice"))
        .hasStatus(429);
    assertThat(tryWith("Forwarded", "for=198.51.100.1, for=\"203.0.113.7:80\"", "alice"))
        .hasStatus(429);
    assertThat(tryWith("X-Forwarded-For", "203.0.113.8", "alice")).hasStatus(200);
    assertThat(tryWith("Forwarded", "for=203.0.113.9", "alice")).hasStatus(200);
  }

  @Test // a client writes the one header that its proxy leaves alone
  void takes_the_proxy_for_the_client_where_two_headers_disagree_or_say_nothing() {
    guess("X-Forwarded-For", "unknown", "nobody");
    assertThat(tryWith("Forwarded", "for=_hidden", "nobody")).hasStatus(429);
    assertThat(
            tryWith("X-Forwarded-For", "203.0.113.20", "nobody", "Forwarded", "for=203.0.113.21"))
        .hasStatus(429);
    assertThat(
            tryWith("X-Forwarded-For", "203.0.113.20", "nobody", "Forwarded", "for=203.0.113.20"))
        .hasStatus(200);
  }

  @Test
  void names_the_public_urls_behind_the_proxy() {
    Reply challenge = Http.get(app.mcpUrl());
    assertThat(challenge).hasStatus(401);
    String metadata = app.origin() + "/.well-known/oauth-protected-resource/mcp";
    assertThat(challenge.header("WWW-Authenticate"))
        .contains("resource_metadata=\"" + metadata + "\"");
    assertThat(Http.get(metadata).json().getString("resource")).isEqualTo(app.mcpUrl());
    String alias = metadata.replace("localhost", "127.0.0.1");
    assertThat(Http.get(alias).json().getString("resource"))
        .isEqualTo(app.mcpUrl().replace("localhost", "127.0.0.1"));
  }

  @Test // seed 003, its last paragraph: the separation by proxy
  void walks_the_whole_handshake_through_the_proxy() {
    String token = app.client().tokens("bob", "notes:read notes:write").getString("access_token");
    assertThat(app.whoami(token)).hasStatus(200);
    Reply called = app.callTool(token, "add_note", new JsonObject().put("note", "through a proxy"));
    assertThat(called).hasStatus(200);
    assertThat(called.json().getJsonObject("result").getBoolean("isError", false))
        .isFalse();
    assertThat(app.callTool(token, "admin_purge", new JsonObject().put("user_id", "bob")))
        .hasStatus(403);
  }

  @Test // M-16: the listener is plain, the public URL is not
  void sets_secure_cookies_behind_the_proxy() {
    var browser = new WebBrowser();
    browser.open(app.issuer() + "/login");
    assertThat(browser.setCookies())
        .singleElement()
        .asString()
        .startsWith("__Host-")
        .contains("; Secure");
  }

  private static String authServer() {
    return "http://127.0.0.1:" + AS_PORT;
  }

  private static String resourceServer() {
    return "http://127.0.0.1:" + RS_PORT;
  }

  // The test is the proxy here: it comes from loopback.
  private static void guess(String header, String value, String user) {
    for (int i = 0; i < 16; i++) {
      tryWith(header, value, user);
    }
  }

  private static Reply tryWith(String header, String value, String user, String... more) {
    var browser = new WebBrowser();
    Form form = Form.of(browser.open(authServer() + "/login"));
    form.set("username", user).set("password", "wrong");
    String cookie = browser.cookies().entrySet().iterator().next().toString();
    String[] headers = Http.with(Http.with(more, "Cookie", cookie), header, value);
    return Http.postForm(form.action(), form.parameters(), headers);
  }

  private static Path certificate() {
    try {
      Path file = Files.createTempFile("proxy", ".pem");
      file.toFile().deleteOnExit();
      return PemFiles.write(file, PemFiles.pem(PROXY_IDENTITY.certificate()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
