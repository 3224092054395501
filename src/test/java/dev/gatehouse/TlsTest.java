package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.Wire;
import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both servers over TLS with a certificate of their own making, RFC 9325; cookies and HSTS there. */
class TlsTest {
  @RegisterExtension
  static final App app = App.with(settings -> settings.set("server.tls", "self-signed"));

  @ParameterizedTest // RFC 9325 §3.1.1
  @ValueSource(strings = {"TLSv1", "TLSv1.1"})
  void refuses_old_versions(String version) {
    assertThatThrownBy(() -> handshake(issuerPort(), version, "localhost"))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test // RFC 9325 §4.1
  void refuses_ciphers_without_forward_secrecy() throws Exception {
    try (SSLSocket socket = socket(issuerPort())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(
          new String[] {"TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"
          });
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void is_not_believed_by_whoever_was_not_told_to() {
    Vertx vertx = Vertx.vertx();
    try {
      assertThatThrownBy(() -> get(vertx, TlsTrust.OF_JDK, app.issuer() + "/health"))
          .hasStackTraceContaining("unable to find valid certification path");
      assertThat(get(vertx, trust(), app.issuer() + "/health")).isEqualTo(200);
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void is_not_believed_under_a_name_that_is_not_its_own() {
    assertThatThrownBy(() -> handshake(issuerPort(), "TLSv1.3", "evil.example"))
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageContaining("evil.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaks_the_new_versions_under_each_name_of_loopback(String version) throws Exception {
    for (String name : new String[] {"localhost", "127.0.0.1", "::1"}) {
      SSLSession session = handshake(issuerPort(), version, name);
      assertThat(session.getProtocol()).isEqualTo(version);
      assertThat(session.getPeerCertificates()[0]).isEqualTo(identity().certificate());
    }
  }

  @Test // M-31: what is not spoken needs no limits
  void speaks_no_http_2() throws Exception {
    try (SSLSocket socket = socket(issuerPort())) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol()).isNotEqualTo("h2");
    }
  }

  @Test
  void speaks_nothing_in_clear() {
    String plain = app.issuer().replace("https:", "http:");
    String request = "GET /health HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n";
    assertThat(Wire.exchange(plain, request)).doesNotContain("HTTP/1.1 200");
  }

  @Test
  void names_itself_https_everywhere() {
    JsonObject metadata =
        Http.get(app.issuer() + "/.well-known/oauth-authorization-server").json();
    assertThat(app.issuer()).startsWith("https://localhost:");
    assertThat(metadata.getString("issuer")).isEqualTo(app.issuer());
    assertThat(metadata.encode()).doesNotContain("http://");
    JsonObject resource =
        Http.get(app.origin() + "/.well-known/oauth-protected-resource/mcp").json();
    assertThat(resource.encode()).doesNotContain("http://").contains(app.mcpUrl());
    assertThat(Http.get(app.mcpUrl()).header("WWW-Authenticate"))
        .contains("resource_metadata=\"https://localhost:");
  }

  @Test // the resource server fetches metadata, keys and revocations over TLS
  void walks_the_whole_handshake_and_learns_of_a_revocation() {
    var client = app.client();
    String token = client.tokens("bob", "notes:read").getString("access_token");
    Reply whoami = app.whoami(token);
    assertThat(whoami).hasStatus(200);
    assertThat(whoami.json().getString("iss")).isEqualTo(app.issuer());
    assertThat(client.revoke(token)).hasStatus(200);
    Eventually.until("the token is refused", () -> app.whoami(token).status() == 401);
  }

  @Test // the page's own OAuth client and its calls trust the sibling
  void logs_in_on_the_landing_page_and_calls_a_tool() {
    var resourceServer = new WebBrowser();
    var authServer = new WebBrowser().logIn(app.issuer(), "bob");
    Reply start =
        resourceServer.post(app.origin() + "/login", List.of("scope", "mcp.read"), app.origin());
    Reply consent = authServer.open(start.location());
    Reply approved = authServer.submit(consent, form -> form.add("decision", "approve"));
    Reply page = resourceServer.open(approved.location());
    assertThat(page).hasStatus(200);
    Reply call = Http.postJson(
        app.origin() + "/login/call",
        "{\"tool\":\"greet\",\"arguments\":{\"name\":\"Bob\"}}",
        "Origin",
        app.origin(),
        "Cookie",
        resourceServer.cookies().entrySet().iterator().next().toString());
    assertThat(call).hasStatus(200);
    assertThat(call.json().getJsonObject("answer").getInteger("status")).isEqualTo(200);
  }

  @Test // M-16, ASVS 3.3
  void sets_cookies_that_stay_on_https_and_on_this_host() {
    var browser = new WebBrowser();
    browser.open(app.issuer() + "/login");
    browser.post(app.origin() + "/login", List.of(), app.origin());
    assertThat(browser.setCookies())
        .hasSize(2)
        .allSatisfy(cookie -> assertThat(cookie)
            .startsWith("__Host-gatehouse_")
            .contains("; Secure", "; HTTPOnly", "; SameSite=Lax", "Path=/")
            .doesNotContainIgnoringCase("domain="));
    assertThat(browser.cookies()).hasSize(2); // one name per port: localhost has one jar for all
  }

  @Test // RFC 6797 §7.2: another server on localhost may speak plain HTTP
  void pins_no_loopback_host_to_https() {
    assertThat(Http.get(app.issuer() + "/health").headers().map())
        .doesNotContainKey("strict-transport-security");
  }

  private static TlsIdentity identity() {
    return Objects.requireNonNull(app.gatehouse().tls().identity());
  }

  private static TlsTrust trust() {
    return TlsTrust.OF_JDK.and(identity().certificate());
  }

  private static int issuerPort() {
    return URI.create(app.issuer()).getPort();
  }

  private static int get(Vertx vertx, TlsTrust trust, String url) {
    HttpClientAgent client = vertx.createHttpClient(trust.on(new HttpClientOptions()));
    try {
      return client
          .request(new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url))
          .compose(HttpClientRequest::send)
          .await()
          .statusCode();
    } finally {
      client.close().await(); // and it must be held, for a client that nobody holds closes itself
    }
  }

  private static SSLSession handshake(int port, String version, String name)
      throws GeneralSecurityException, IOException {
    var plain = new Socket(InetAddress.getLoopbackAddress(), port);
    try (var socket =
        (SSLSocket) context().getSocketFactory().createSocket(plain, name, port, true)) {
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {version});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket.getSession();
    }
  }

  private static SSLSocket socket(int port) throws GeneralSecurityException, IOException {
    return (SSLSocket)
        context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
  }

  private static SSLContext context() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("server", identity().certificate());
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
