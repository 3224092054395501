package dev.gatehouse.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.client.NetworkZone;
import dev.gatehouse.client.TargetPolicy;
import dev.gatehouse.doctor.SickServer.Reply;
import dev.gatehouse.doctor.probe.ProbeContext;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.ResponsibleParty;
import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.testing.TlsProxy;
import dev.gatehouse.tls.Certificates;
import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CWE-918: {@code doctor} at a server of the internet, which leads it by what it answers. Here 127.0.0.2 is the internet and 127.0.0.3 a
 * private network; at 127.0.0.1 stands what the server must not reach.
 */
class DoctorTargetsTest {
  private static final String PRM = "/.well-known/oauth-protected-resource/mcp";
  private static final String METADATA = "/.well-known/oauth-authorization-server";

  private final TlsIdentity identity =
      Certificates.selfSigned(Clock.systemUTC(), List.of("mcp.example", "as.example"));
  private final TlsProxy proxy = new TlsProxy(identity);
  private final Map<String, List<String>> names = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final List<String> reached = new CopyOnWriteArrayList<>();
  private final HttpServer victim = victim();

  @RegisterExtension
  final SickServer patient = new SickServer();

  @BeforeEach
  void go_public() {
    names.put("mcp.example", List.of("127.0.0.2"));
    patient.reachedAs("https://mcp.example:" + proxy.before(patient.port(), "127.0.0.2", 0));
  }

  @AfterEach
  void stop() {
    proxy.close();
    victim.stop(0);
  }

  @Test
  void finds_a_healthy_server_healthy() {
    assertThat(examined().faults()).isEmpty();
    assertThat(asked.get("mcp.example")).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "evil.example", "both.example"})
  void sends_nothing_to_this_computer_whatever_the_metadata_says(String host) {
    names.put("evil.example", List.of("127.0.0.1"));
    names.put("both.example", List.of("127.0.0.2", "127.0.0.1"));
    String scheme = host.endsWith("example") ? "https" : "http";
    String there = scheme + "://" + host + ":" + victim.getAddress().getPort();
    Set<String> members =
        Set.of("authorization_endpoint", "token_endpoint", "registration_endpoint", "jwks_uri");
    patient.changeJson(METADATA, json -> {
      members.forEach(name -> json.put(name, there + "/" + name));
      return json;
    });
    assertThat(examined().faults())
        .hasSize(members.size())
        .allMatch(found -> found.contains("which is on this computer"));
    assertThat(reached).isEmpty();
  }

  @Test
  void follows_no_challenge_and_no_issuer_there() {
    String there = "http://localhost:" + victim.getAddress().getPort();
    patient.changeChallenge(challenge -> challenge.replaceAll(
        "resource_metadata=\"[^\"]*", "resource_metadata=\"" + there + "/prm"));
    patient.changeJson(PRM, json -> json.put("authorization_servers", new JsonArray().add(there)));
    Examined examined = examined();
    assertThat(examined.faults()).anyMatch(found -> found.startsWith("the challenge leads to"));
    assertThat(examined.report().findings())
        .filteredOn(finding -> finding.step() == CheckedStep.SERVER_METADATA)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.found()).startsWith("the issuer " + there);
          assertThat(finding.party()).isEqualTo(ResponsibleParty.MCP_SERVER);
        });
    assertThat(reached).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.3", "10.0.0.1", "169.254.169.254", "0.0.0.0"})
  void sends_nothing_to_a_private_network(String address) {
    names.put("as.example", List.of(address));
    patient.changeJson(METADATA, json -> json.put("jwks_uri", "https://as.example/jwks"));
    assertThat(examined().faults()).singleElement().asString().contains("jwks_uri leads to");
  }

  @Test
  void lets_a_private_server_lead_to_its_own_network_and_no_further_in() {
    names.put("mcp.example", List.of("127.0.0.3"));
    names.put("as.example", List.of("127.0.0.1"));
    patient.reachedAs("https://mcp.example:" + proxy.before(patient.port(), "127.0.0.3", 0));
    assertThat(examined().faults()).isEmpty();
    patient.changeJson(METADATA, json -> json.put("jwks_uri", "https://as.example/jwks"));
    assertThat(examined().faults())
        .singleElement()
        .asString()
        .contains("which is on this computer");
  }

  @Test // DNS rebinding
  void connects_to_the_address_that_was_checked() {
    names.put("mcp.example", List.of("127.0.0.2"));
    names.put("as.example", List.of("127.0.0.2"));
    patient.changeJson(
        METADATA, json -> json.put("jwks_uri", patient.base().replace("mcp.", "as.") + "/jwks"));
    patient.route("/jwks", exchange -> {
      names.put("as.example", List.of("127.0.0.1"));
      names.put("mcp.example", List.of("127.0.0.1"));
      return Reply.json(200, SickServer.keys());
    });
    assertThat(examined().faults()).isEmpty();
    assertThat(asked.values()).allMatch(times -> times.get() == 1);
    assertThat(reached).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost:%d/x", "https://mcp.example/x", "https://as.example:1/x"})
  void sends_a_registration_access_token_to_no_other_origin(String place) {
    String elsewhere = place.formatted(victim.getAddress().getPort());
    patient.changeJson(
        "/register",
        json -> json.put("registration_client_uri", elsewhere)
            .put("registration_access_token", "a-bearer-of-the-attacker"));
    assertThat(examined().faults())
        .singleElement()
        .asString()
        .startsWith("registration_client_uri is " + elsewhere);
    assertThat(reached).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://mcp.example:99999/x",
        "https://mcp.example:0/x",
        "https://x@mcp.example/x",
        "https://mcp.example/\r\nX: y",
        "https:///x",
        "mailto:x",
        "\u0000"
      })
  void comes_to_its_end_whatever_stands_for_a_url(String url) {
    patient.changeJson(
        METADATA,
        json -> json.put("authorization_endpoint", url)
            .put("token_endpoint", url)
            .put("jwks_uri", url)
            .put("registration_endpoint", url));
    assertThat(examined().faults()).hasSize(2); // the two that there must be
    patient.changeJson(PRM, json -> json.put("authorization_servers", new JsonArray().add(url)));
    assertThat(examined().faults()).singleElement().asString().startsWith("the issuer ");
  }

  private Examined examined() {
    asked.clear();
    HostResolver resolver = host -> {
      asked.computeIfAbsent(host, first -> new AtomicInteger()).incrementAndGet();
      return Future.succeededFuture(names.getOrDefault(host, List.of(host)).stream()
          .map(DoctorTargetsTest::address)
          .toList());
    };
    return Examined.by(
        patient.mcp(),
        "",
        vertx -> new ProbeContext(
            vertx,
            TlsTrust.OF_JDK.and(identity.certificate()),
            mcp -> new TargetPolicy(mcp, Set.of(), resolver, DoctorTargetsTest::zone)),
        Clock.systemUTC(),
        true);
  }

  private static NetworkZone zone(InetAddress address) {
    return switch (address.getHostAddress()) {
      case "127.0.0.2" -> NetworkZone.PUBLIC;
      case "127.0.0.3" -> NetworkZone.PRIVATE;
      default -> NetworkZone.of(address);
    };
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpServer victim() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> {
        reached.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI());
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
      });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
