package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which run a step is shown in, whatever little a client says of itself; and that no client is called silent that goes on. */
class ConsoleGroupingTest {
  private static final MovableClock CLOCK = new MovableClock();

  // What each step of a client is seen as, at its end.
  private static final List<String> KINDS = List.of(
      "challenge",
      "resource_metadata",
      "server_metadata",
      "registration",
      "consent",
      "token",
      "mcp_open");

  @RegisterExtension
  static final App app = App.started().at(CLOCK);

  private final Watched console = new Watched(app);

  @BeforeEach
  void forget() {
    CLOCK.advance(Duration.ofMinutes(15));
    Http.postJson(app.origin() + "/console/clear", "{}");
  }

  @ParameterizedTest
  @CsvSource({"'',''", "python-httpx/0.28.1,''", "python-requests/2.32,python-requests/2.32"})
  void keeps_one_client_after_the_other_in_a_run_each(String messages, String login) {
    List<BareClient> clients = clients(messages, login);
    clients.forEach(client -> walk(client, 0, KINDS.size()));
    assertThatEachHasItsRun(clients);
  }

  @ParameterizedTest
  @CsvSource({"'',''", "python-httpx/0.28.1,''", "python-requests/2.32,python-requests/2.32"})
  void keeps_clients_that_walk_at_the_same_time_in_a_run_each(String messages, String login) {
    List<BareClient> clients = clients(messages, login);
    for (int step = 0; step < KINDS.size(); step++) {
      for (BareClient client : clients) {
        walk(client, step, step + 1);
      }
    }
    assertThatEachHasItsRun(clients);
  }

  @ParameterizedTest
  @CsvSource({"'',''", "python-httpx/0.28.1,''"})
  void keeps_a_client_that_comes_while_another_waits_for_its_user_apart(
      String messages, String login) {
    List<BareClient> clients = clients(messages, login);
    BareClient waiting = clients.get(0);
    walk(waiting, 0, 4);
    walk(clients.get(1), 0, KINDS.size());
    walk(clients.get(2), 0, KINDS.size());
    walk(waiting, 4, KINDS.size());
    assertThatEachHasItsRun(clients);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "GET", "POST"})
  void withdraws_what_it_said_of_a_question_whose_client_goes_on(String method) {
    var client = new BareClient(app, "late", "codex/1", "");
    client.probe(method, "reqwest/0.12");
    CLOCK.advance(Duration.ofSeconds(30));
    eventually(() -> verdicts().contains("silent"));
    assertThat(diagnoses()).containsExactly("silent-challenge");
    walk(client, 0, KINDS.size());
    eventually(() -> verdicts().contains("connected"));
    assertThat(verdicts()).containsExactlyInAnyOrder("connected", "asked");
    CLOCK.advance(Duration.ofSeconds(60));
    assertThat(diagnoses()).isEmpty();
  }

  @Test
  void goes_on_saying_it_where_nobody_comes() {
    var client = new BareClient(app, "gone", "codex/1", "");
    client.ask();
    CLOCK.advance(Duration.ofMinutes(5));
    walk(new BareClient(app, "other", "other/1", ""), 0, KINDS.size());
    eventually(() -> verdicts().contains("connected"));
    assertThat(verdicts()).containsExactlyInAnyOrder("connected", "silent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/logout",
        "/allowed",
        "/favicon.ico",
        "/health",
        "/robots.txt",
        "/console/",
        "/assets/tokens.css",
        "/apple-touch-icon.png",
        "/.well-known/appspecific/com.chrome.devtools.json",
        "/"
      })
  void counts_no_visit_to_a_page_as_a_run(String path) {
    var browser = new WebBrowser();
    browser.get(app.issuer() + path);
    browser.get(app.origin() + path);
    new BareClient(app, "marker", "marker/1", "").ask();
    eventually(() -> !verdicts().isEmpty());
    assertThat(console.runs()).extracting(run -> run.getString("name")).containsExactly("marker");
  }

  // One step after the other, each when the console has seen the one before: two servers tell of
  // them.
  private void walk(BareClient client, int from, int to) {
    for (int step = from; step < to; step++) {
      String kind = KINDS.get(step);
      long before = seen(kind);
      client.steps().get(step).run();
      eventually(() -> seen(kind) > before);
    }
  }

  private long seen(String kind) {
    return ofClients()
        .flatMap(run -> Watched.kinds(console.open(run.getLong("id"))).stream())
        .filter(kind::equals)
        .count();
  }

  private List<BareClient> clients(String messages, String login) {
    return Stream.of("one", "two", "three")
        .map(name -> new BareClient(app, name, messages, login))
        .toList();
  }

  @ParameterizedTest // what it calls then may be a stream, which is heard of when it ends
  @ValueSource(strings = {"GET", "POST"})
  void does_not_call_a_page_silent_that_was_connected_before(String method) {
    String browser = "Mozilla/5.0 (X11; Linux x86_64)";
    walk(clients(browser, browser).get(0), 0, KINDS.size());
    preflight(method, browser);
    eventually(() -> kinds().contains("preflight"));
    CLOCK.advance(Duration.ofSeconds(60));
    assertThat(verdicts()).containsExactly("connected");
    assertThat(diagnoses()).isEmpty();
  }

  @Test
  void does_not_call_a_page_silent_that_opens_a_stream_with_the_token_of_another() {
    preflight("GET", "Mozilla/5.0 (X11; Linux x86_64)");
    eventually(() -> kinds().contains("preflight"));
    CLOCK.advance(Duration.ofSeconds(60));
    assertThat(verdicts()).containsExactly("under_way");
    assertThat(diagnoses()).isEmpty();
  }

  private static void preflight(String method, String browser) {
    Http.send(
        "OPTIONS",
        app.mcpUrl(),
        "",
        "Origin",
        "http://localhost:6274",
        "Access-Control-Request-Method",
        method,
        "User-Agent",
        browser);
  }

  private List<String> kinds() {
    return ofClients()
        .flatMap(run -> Watched.kinds(console.open(run.getLong("id"))).stream())
        .toList();
  }

  private void assertThatEachHasItsRun(List<BareClient> clients) {
    eventually(() -> verdicts().stream().filter("connected"::equals).count() == clients.size());
    CLOCK.advance(Duration.ofSeconds(60));
    assertThat(verdicts()).containsExactly("connected", "connected", "connected");
    assertThat(diagnoses()).noneMatch(id -> id.startsWith("silent"));
    for (BareClient client : clients) {
      JsonObject run = console.run(client.id(), found -> true);
      assertThat(Watched.kinds(run))
          .startsWith("challenge", "resource_metadata", "server_metadata", "registration")
          .contains("authorize", "token")
          .endsWith("mcp_open");
    }
  }

  private List<String> verdicts() {
    return ofClients().map(run -> run.getString("verdict")).toList();
  }

  private List<String> diagnoses() {
    return ofClients()
        .flatMap(run -> Watched.objects(console.open(run.getLong("id")), "diagnoses").stream())
        .map(one -> one.getString("id"))
        .filter(id -> id.startsWith("silent"))
        .toList();
  }

  private Stream<JsonObject> ofClients() {
    return console.runs().stream()
        .filter(run -> !run.getString("name").startsWith("The resource server"));
  }

  private static void eventually(BooleanSupplier condition) {
    Eventually.until("the console shows it", condition);
  }
}
