package dev.gatehouse.authserver.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.oauth.uri.FetchUrl;
import dev.gatehouse.testing.DocumentServer;
import dev.gatehouse.tls.Certificates;
import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a fetched server can do to us, and what can be done to it by us: draft on client documents §6.5, §6.6; CWE-918. Here
 * {@code 127.0.0.2} plays the public internet, and {@code 127.0.0.1} what must not be reached.
 */
class GuardedFetcherTest {
  private static final String HOST = "app.example.test";
  private static final int LONGEST = 10 * 1024;
  private static final TlsIdentity IDENTITY =
      Certificates.selfSigned(Clock.systemUTC(), List.of(HOST));

  private static Vertx vertx;
  private static DocumentServer server;
  private static DocumentServer canary;

  private final AtomicInteger lookups = new AtomicInteger();
  private GuardedFetcher fetcher;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    server = DocumentServer.secure(IDENTITY, "127.0.0.2", 0);
    canary = DocumentServer.secure(IDENTITY, "127.0.0.1", server.port());
    canary.publish("/document", "{}");
  }

  @AfterAll
  static void stop() {
    server.close();
    canary.close();
    vertx.close().await();
  }

  @BeforeEach
  void makeFetcher() {
    server.publish("/document", "{}");
    fetcher = fetcher("127.0.0.2");
  }

  @Test // CWE-367: the second answer comes too late to matter
  void connects_to_the_address_that_was_checked_and_asks_for_no_other() throws Exception {
    int before = canary.requests().size();
    fetcher = fetcher(host -> Future.succeededFuture(
        List.of(address(lookups.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1"))));
    assertThat(fetch("/document").toString()).isEqualTo("{}");
    assertThat(lookups).hasValue(1);
    assertThat(canary.requests()).hasSize(before);
    assertThatThrownBy(() -> fetch("/document")).isInstanceOf(FetchException.class);
    assertThat(canary.requests()).hasSize(before);
  }

  @Test
  void refuses_a_host_of_whose_addresses_one_is_not_public() {
    int before = canary.requests().size() + server.requests().size();
    for (List<String> addresses : List.of(
        List.of("127.0.0.2", "10.0.0.1"),
        List.of("127.0.0.1", "127.0.0.2"),
        List.of("127.0.0.2", "fd00::1"))) {
      fetcher = fetcher(addresses.toArray(String[]::new));
      assertFault("/document", "has a host with an address for", "only public ones");
    }
    assertThat(canary.requests().size() + server.requests().size()).isEqualTo(before);
  }

  @Test
  void names_the_rule_and_not_the_address() {
    fetcher = fetcher("10.20.30.40");
    assertThatThrownBy(() -> fetch("/document"))
        .hasMessageContaining("private networks (RFC 1918)")
        .hasMessageNotContaining("10.20");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void follows_no_redirect(int status) {
    int before = canary.requests().size();
    server.respond("/redirect", exchange -> {
      exchange.getResponseHeaders().set("Location", "https://" + HOST + "/document");
      exchange.sendResponseHeaders(status, -1);
    });
    int documents = server.requestsFor("/document");
    assertFault("/redirect", "redirect (" + status + ")");
    assertThat(server.requestsFor("/document")).isEqualTo(documents);
    assertThat(canary.requests()).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource({
    "201,lasting",
    "204,lasting",
    "206,lasting",
    "404,lasting",
    "500,passing",
    "429,passing"
  })
  void takes_no_other_status_than_200(int status, String kind) {
    server.respond("/status", exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, -1);
    });
    assertThatThrownBy(() -> fetch("/status"))
        .isInstanceOfSatisfying(FetchException.class, fault -> {
          assertThat(fault.fault()).isEqualTo("answered " + status + " instead of 200");
          assertThat(fault.isPassing()).isEqualTo(kind.equals("passing"));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/json",
        "application/octet-stream",
        "application/jsonp",
        "application/",
        "application/x+json, text/html",
        "multipart/mixed; x=application/json",
        "application/+json"
      })
  void takes_no_other_type_than_json(String type) {
    server.publish("/typed", "{}", "Content-Type", type);
    assertFault("/typed", "application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON; charset=utf-8", "application/jwk-set+json"})
  void takes_every_kind_of_json(String type) throws Exception {
    server.publish("/typed", "{}", "Content-Type", type);
    assertThat(fetch("/typed").toString()).isEqualTo("{}");
  }

  @Test
  void takes_nothing_compressed() {
    server.respond("/bomb", exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      byte[] bomb = gzipped(10_000_000);
      exchange.sendResponseHeaders(200, bomb.length);
      exchange.getResponseBody().write(bomb);
    });
    assertFault("/bomb", "compressed");
  }

  @Test
  void takes_10_kilobytes_and_no_more() throws Exception {
    server.publish("/long", "x".repeat(LONGEST));
    assertThat(fetch("/long").length()).isEqualTo(LONGEST);
    server.publish("/longer", "x".repeat(LONGEST + 1));
    assertFault("/longer", "longer than 10240 bytes");
  }

  @Test
  void cuts_off_a_body_without_end() throws Exception {
    var sent = new AtomicInteger();
    server.respond("/endless", exchange -> drip(exchange, 8192, 0, sent));
    assertFault("/endless", "longer than 10240 bytes");
    Thread.sleep(500);
    int after = sent.get();
    Thread.sleep(300);
    assertThat(sent).hasValue(after);
  }

  @Test
  void waits_for_a_body_no_longer_than_five_seconds() {
    server.respond("/slow", exchange -> drip(exchange, 1, 200, new AtomicInteger()));
    Instant start = Clock.systemUTC().instant();
    assertFault("/slow", "did not come within 5 seconds");
    assertThat(Duration.between(start, Clock.systemUTC().instant()))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(7));
  }

  @Test
  void waits_for_a_name_no_longer_than_five_seconds() {
    fetcher = fetcher(host -> io.vertx.core.Promise.<List<InetAddress>>promise().future());
    assertFault("/document", "did not come within 5 seconds");
  }

  @Test
  void says_when_the_name_is_unknown_or_nobody_takes_connections() {
    fetcher = fetcher(host -> Future.failedFuture("no such host"));
    assertFault("/document", "has an unknown host");
    fetcher = fetcher("127.0.0.3");
    assertFault("/document", "does not take connections");
  }

  @Test
  void tries_the_next_address_where_the_first_takes_no_connections() throws Exception {
    fetcher = fetcher("127.0.0.3", "127.0.0.2");
    assertThat(fetch("/document").toString()).isEqualTo("{}");
  }

  @Test
  void refuses_a_certificate_that_is_for_another_host_or_not_trusted() {
    var url = FetchUrl.of("https://third.example.test:" + server.port() + "/document");
    assertThatThrownBy(() -> await(fetcher.fetch(url, LONGEST))).hasMessageContaining("TLS failed");
    var distrusting = new GuardedFetcher(
        vertx, new Outbound(resolved("127.0.0.2"), TlsTrust.OF_JDK), policy(), Clock.systemUTC());
    assertThatThrownBy(() -> await(distrusting.fetch(url("/document"), LONGEST)))
        .hasMessageContaining("TLS failed");
  }

  @Test
  void sends_no_cookie_no_credentials_and_the_host_by_its_name() throws Exception {
    server.publish("/document", "{}", "Set-Cookie", "a=b; Path=/");
    fetch("/document");
    fetch("/document");
    var headers = server.headers().get(server.headers().size() - 1);
    assertThat(headers.getFirst("Host")).isEqualTo(HOST + ":" + server.port());
    assertThat(headers).doesNotContainKeys("Cookie", "Authorization", "Referer", "Origin");
  }

  @Test // M-29
  void asks_a_host_no_more_than_a_few_times_a_second() {
    int before = server.requests().size();
    int faults = 0;
    for (int i = 0; i < 60; i++) {
      try {
        fetch("/document?" + i);
      } catch (Exception tooMany) {
        assertThat(tooMany).hasMessageContaining("too many documents of its host");
        faults++;
      }
    }
    assertThat(faults).isGreaterThan(20);
    assertThat(server.requests().size() - before).isBetween(20, 40);
  }

  @Test
  void shares_a_fetch_that_is_under_way() throws Exception {
    server.respond("/shared", exchange -> {
      sleep(300);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 2);
      exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
    });
    List<Future<Fetched>> all =
        Stream.generate(() -> fetcher.fetch(url("/shared"), LONGEST)).limit(50).toList();
    for (Future<Fetched> one : all) {
      assertThat(await(one).body().toString()).isEqualTo("{}");
    }
    assertThat(server.requestsFor("/shared")).isEqualTo(1);
  }

  @Test
  void fetches_no_more_than_four_at_once_of_a_host() {
    server.respond("/hanging", exchange -> sleep(1000));
    var all = new ArrayList<Future<Fetched>>();
    IntStream.range(0, 10).forEach(i -> all.add(fetcher.fetch(url("/hanging?" + i), LONGEST)));
    var faults = new ArrayList<String>();
    for (Future<Fetched> one : all) {
      try {
        await(one);
      } catch (Exception e) {
        faults.add(e.getMessage());
      }
    }
    assertThat(faults).filteredOn(fault -> fault.contains("one of too many")).hasSize(6);
  }

  private void assertFault(String path, String... words) {
    assertThatThrownBy(() -> fetch(path))
        .isInstanceOf(FetchException.class)
        .hasMessageContainingAll(words);
  }

  private Buffer fetch(String path) throws Exception {
    return await(fetcher.fetch(url(path), LONGEST)).body();
  }

  private static FetchUrl url(String path) {
    return FetchUrl.of("https://" + HOST + ":" + server.port() + path);
  }

  private static <T> T await(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private static GuardedFetcher fetcher(String... addresses) {
    return fetcher(resolved(addresses));
  }

  private static GuardedFetcher fetcher(HostResolver resolver) {
    TlsTrust trust = TlsTrust.OF_JDK.and(IDENTITY.certificate());
    return new GuardedFetcher(vertx, new Outbound(resolver, trust), policy(), Clock.systemUTC());
  }

  private static HostResolver resolved(String... addresses) {
    return host -> Future.succeededFuture(
        Stream.of(addresses).map(GuardedFetcherTest::address).toList());
  }

  private static AddressPolicy policy() {
    return address -> List.of("127.0.0.2", "127.0.0.3").contains(address.getHostAddress())
        ? ""
        : AddressPolicy.PUBLIC.refusal(address);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void drip(HttpExchange exchange, int size, int pause, AtomicInteger sent)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    for (int i = 0; i < 100_000; i++) {
      exchange.getResponseBody().write(new byte[size]);
      exchange.getResponseBody().flush();
      sent.incrementAndGet();
      sleep(pause);
    }
  }

  private static byte[] gzipped(int zeros) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[zeros]);
    }
    return bytes.toByteArray();
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
