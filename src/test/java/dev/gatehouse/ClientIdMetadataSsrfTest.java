package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DocumentServer;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Neighbourhood;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server as it starts by default reaches nothing that a stranger names on its own networks: draft on client documents §3, §6.5. */
class ClientIdMetadataSsrfTest {
  private static final Neighbourhood WEB = new Neighbourhood("inside.example.test", "localhost");

  @RegisterExtension
  static final App app = App.started();

  @RegisterExtension // with names that lead inside, and the inside trusted
  static final App deceived = App.started().reaching(WEB.outbound());

  private static DocumentServer canary;
  private static DocumentServer secureCanary;

  @BeforeAll
  static void start() {
    canary = DocumentServer.plain();
    secureCanary = WEB.server();
    secureCanary.publish("/client.json", "{}");
  }

  @AfterAll
  static void stop() {
    canary.close();
    secureCanary.close();
  }

  @AfterEach
  void nobody_came() {
    assertThat(canary.requests()).isEmpty();
    assertThat(secureCanary.requests()).isEmpty();
  }

  @Test // §3
  void never_fetches_by_http() {
    for (String host : List.of("127.0.0.1", "localhost", "[::1]", "app.example.test")) {
      assertRefused(app, "http://" + host + ":" + canary.port() + "/client.json", "https");
    }
  }

  @ParameterizedTest // §6.5
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
        "10.0.0.1",
        "[::ffff:10.0.0.1]",
        "192.168.1.1",
        "172.31.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "[::]",
        "[fd00::1]",
        "[fe80::1]",
        "[64:ff9b::a00:1]",
        "[2002:7f00:1::]",
        "255.255.255.255",
        "224.0.0.1"
      })
  void never_connects_to_an_address_that_is_not_public(String host) {
    Instant start = Clock.systemUTC().instant();
    assertRefused(
        app, "https://" + host + ":" + secureCanary.port() + "/client.json", "cannot reach");
    assertThat(Duration.between(start, Clock.systemUTC().instant()))
        .isLessThan(Duration.ofSeconds(4));
  }

  @ParameterizedTest // other spellings of addresses
  @ValueSource(
      strings = {
        "0x7f000001", "2130706433", "127.1", "0177.0.0.1", "127.0.0.1.", "localhost.", "0x7f.1",
        "127.0.0.256", "[::1%25lo]", "[127.0.0.1]x", "1", "a..b", "-a", "ａpp.example.test"
      })
  void takes_no_host_in_an_unusual_spelling(String host) {
    assertRefused(app, "https://" + host + ":" + secureCanary.port() + "/client.json", "client_id");
  }

  @ParameterizedTest // §3
  @ValueSource(
      strings = {
        "https://app.example.test",
        "https://app.example.test?client.json",
        "https://app.example.test/client.json#x",
        "https://user@app.example.test/client.json",
        "https://user:password@app.example.test/client.json",
        "https://@app.example.test/client.json",
        "https://app.example.test/a/../client.json",
        "https://app.example.test/./client.json",
        "https://app.example.test/a/..",
        "https://app.example.test/%2e%2E/client.json",
        "https://app.example.test/a%2f..%2fclient.json",
        "https://app.example.test\\client.json",
        "https://app.example.test\\@evil.example/client.json",
        "https:app.example.test/client.json",
        "https:///client.json",
        "https://:443/client.json",
        "https://app.example.test:0/client.json",
        "https://app.example.test:65536/client.json",
        "https://app.example.test:+443/client.json",
        "https://app.example.test/client .json",
        "https://app.example.test/client\t.json",
        "https://app.example.test/%zz",
        "HTTPS://app.example.test/client.json",
        "https://app.example.test/\"><script>alert(1)</script>"
      })
  void takes_no_url_that_the_draft_forbids_or_that_could_be_misread(String url) {
    assertRefused(app, url, "client_id");
  }

  @Test // a name proves nothing
  void believes_no_name_that_leads_inside() {
    for (String address : List.of("127.0.0.1", "10.1.2.3", "169.254.169.254", "fd12::1")) {
      WEB.move("inside.example.test", address);
      Reply page = assertRefused(
          deceived,
          "https://inside.example.test:" + secureCanary.port() + "/client.json",
          "cannot reach inside.example.test");
      assertThat(page.body()).doesNotContain(address);
    }
  }

  // CWE-204: a page that told a name without address, one that leads inside and one where nobody
  // listens apart would list this network.
  @Test
  void says_the_same_of_every_host_that_it_cannot_reach_and_more_to_the_operator_alone() {
    var pages = new HashSet<String>();
    var answers = new HashSet<String>();
    var reasons = new ArrayList<String>();
    for (String address : List.of("127.0.0.1", "10.1.2.3", "169.254.169.254", "fd12::1", "")) {
      String host = address.isEmpty() ? "nobody.example.test" : "inside.example.test";
      WEB.move("inside.example.test", address.isEmpty() ? "127.0.0.1" : address);
      String id = "https://" + host + ':' + secureCanary.port() + "/client.json";
      try (var recording = new Recording(deceived.gatehouse())) {
        pages.add(assertRefused(deceived, id, "cannot reach " + host)
            .html()
            .text()
            .replace(host, "HOST")
            .replaceAll("Error id \\S+", ""));
        Reply reply = Http.postForm(
            deceived.issuer() + "/token",
            List.of("client_id", id, "grant_type", "authorization_code", "code", "x"));
        assertThat(reply).isOAuthError(503, "temporarily_unavailable");
        answers.add(reply.body().replace(host, "HOST"));
        reasons.addAll(recording.lines());
      }
    }
    assertThat(pages).hasSize(1);
    assertThat(answers).hasSize(1);
    assertThat(String.join("\n", reasons))
        .contains("private networks (RFC 1918)", "unknown host", "loopback");
  }

  @Test // RFC 6749 §5.2
  void never_fetches_for_a_program_either() {
    for (String id : List.of(
        "http://127.0.0.1:" + canary.port() + "/client.json",
        "https://localhost:" + secureCanary.port() + "/client.json")) {
      // Not invalid_client where it is a matter of the network: the client would throw its tokens
      // away.
      boolean fetchable = id.startsWith("https://");
      int status = fetchable ? 503 : 401;
      String error = fetchable ? "temporarily_unavailable" : "invalid_client";
      for (App one : List.of(app, deceived)) {
        for (String endpoint : List.of("/token", "/par", "/revoke", "/introspect")) {
          Reply reply = Http.postForm(
              one.issuer() + endpoint,
              List.of("client_id", id, "grant_type", "authorization_code", "token", "x"));
          assertThat(reply).isOAuthError(status, error);
        }
        Reply basic = Http.postForm(
            one.issuer() + "/token",
            List.of("grant_type", "authorization_code"),
            "Authorization",
            "Basic " + Http.base64(id.replace(":", "%3A") + ":x"));
        assertThat(basic).isOAuthError(status, error);
      }
    }
  }

  @Test // RFC 7591 §5
  void fetches_nothing_that_a_registration_names() {
    String inside = "http://127.0.0.1:" + canary.port() + "/";
    var metadata = new JsonObject();
    for (String name : List.of(
        "jwks_uri",
        "logo_uri",
        "client_uri",
        "tos_uri",
        "policy_uri",
        "sector_identifier_uri",
        "initiate_login_uri",
        "backchannel_logout_uri",
        "software_statement")) {
      metadata.put(name, inside + name);
    }
    metadata.put("request_uris", List.of(inside + "request"));
    TestClient client = app.client(metadata);
    Map<String, String> request = client.request("mcp.read");
    assertThat(client.authorize(request)).isLoginPage();
    request.put("request_uri", inside + "request");
    client.authorize(request);
    client.authorize(Map.of("client_id", client.id(), "request_uri", inside));
  }

  private static Reply assertRefused(App server, String id, String words) {
    var request = server.client().request("mcp.read");
    request.put("client_id", id);
    Reply page =
        Http.get(server.issuer() + "/authorize?" + Http.query(request), "Accept", "text/html");
    assertThat(page).isErrorPage();
    assertThat(page.html().text()).contains("This client is not known here", words);
    assertThat(page.html().select(".card script")).isEmpty();
    return page;
  }
}
