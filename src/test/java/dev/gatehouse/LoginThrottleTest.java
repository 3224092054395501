package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.WebBrowser.Form;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A guesser of passwords is slowed, and nobody else is locked out: CWE-307, CWE-645. */
class LoginThrottleTest {
  private static final MovableClock CLOCK = new MovableClock();

  @RegisterExtension
  static final App app = App.started().at(CLOCK).asDelivered();

  @BeforeEach
  void letAllBeForgotten() {
    CLOCK.advance(Duration.ofHours(1));
  }

  @Test // OWASP ASVS 6.3.1
  void makes_a_guesser_wait_and_says_how_long() {
    Reply last = guess(30, "alice");
    assertThat(last).hasStatus(429);
    assertThat(last.header("Retry-After")).matches("1?[0-9]|20");
    assertThat(last.html().select("[role=alert]").text())
        .matches("Too many wrong passwords for this name\\. Try again in (1?[0-9]|20) seconds?\\.");
    assertThat(last.html().selectFirst("input[name=username]").attr("value")).isEqualTo("alice");
  }

  @Test
  void looks_at_no_password_while_the_guesser_waits() {
    guess(30, "alice");
    assertThat(logIn("alice", "password123")).hasStatus(429);
  }

  @Test // CWE-645
  void lets_the_owner_in_after_the_wait_however_often_the_guesser_came_meanwhile() {
    Reply told = guess(60, "alice");
    CLOCK.advance(Duration.ofSeconds(Long.parseLong(told.header("Retry-After"))));
    assertThat(logIn("alice", "password123")).hasStatus(303);
    assertThat(logIn("alice", "wrong")).isLoginPage();
    assertThat(logIn("alice", "password123")).hasStatus(303);
  }

  @Test // CWE-645
  void lets_the_others_in_while_one_is_guessed() {
    guess(60, "alice");
    assertThat(logIn("bob", "hunter2")).hasStatus(303);
  }

  @Test // CWE-204: nobody learns from it which names there are
  void treats_a_name_that_nobody_has_in_the_same_way() {
    assertThat(sequence("alice")).isEqualTo(sequence("nobody")).contains(200, 429);
  }

  @Test // CWE-208; hashing takes tens of milliseconds, looking a name up takes none
  void takes_as_long_for_a_name_that_nobody_has() {
    var alice = new ArrayList<Long>();
    var nobody = new ArrayList<Long>();
    for (int i = 0; i < 9; i++) {
      alice.add(nanosOf("alice"));
      nobody.add(nanosOf("nobody" + i));
    }
    // CPU time, and the least of each: how long a thread waits for its turn on a busy machine says
    // nothing about the hash.
    double ratio = (double) Collections.min(alice) / Collections.min(nobody);
    assertThat(ratio).isBetween(0.5, 2.0);
  }

  @Test // M-15
  void counts_a_name_however_it_is_spelled_and_wherever_it_pretends_to_come_from() {
    guess(5, "alice");
    guess(5, "ALICE");
    guess(5, " Alice ");
    for (String header : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP")) {
      assertThat(logInWith(header, "198.51.100.7", "alice")).hasStatus(429);
    }
    assertThat(logInAt(app.issuer().replace("localhost", "127.0.0.1"), "aLiCe", "x"))
        .hasStatus(429);
  }

  @Test // CWE-362: as many as one after the other
  void looks_at_no_more_of_many_guesses_at_once() {
    List<Integer> statuses = Parallel.times(40, () -> logIn("alice", "wrong").status());
    assertThat(statuses).isSubsetOf(200, 429, 503); // of one address twenty wait
    assertThat(statuses.stream().filter(status -> status == 200)).hasSizeLessThanOrEqualTo(16);
  }

  @Test // CWE-400: hashing neither fills the memory nor takes the time of tokens
  void turns_a_flood_away_and_goes_on_answering() {
    TestClient client = app.client();
    String token = client.tokens("bob", "mcp.read").getString("access_token");
    var name = new AtomicInteger();
    CompletableFuture<List<Reply>> flood = CompletableFuture.supplyAsync(() ->
        Parallel.times(300, () -> logIn("flood" + name.incrementAndGet(), "x")));
    int answered = 0;
    while (!flood.isDone()) {
      assertThat(client.redeem("no-such-code")).isOAuthError(400, "invalid_grant");
      assertThat(app.whoami(token)).hasStatus(200);
      answered++;
    }
    assertThat(answered).as("answers while it lasted").isGreaterThan(5);
    assertThat(flood.join()).extracting(Reply::status).isSubsetOf(200, 429, 503).contains(200, 503);
    assertThat(flood.join()).filteredOn(reply -> reply.status() == 503).allSatisfy(reply -> {
      assertThat(reply.header("Retry-After")).isEqualTo("2");
      assertThat(reply.html().text()).contains("Try again in a moment");
    });
    CLOCK.advance(Duration.ofMinutes(1));
    assertThat(logIn("bob", "hunter2")).hasStatus(303);
  }

  private static long nanosOf(String user) {
    var browser = new WebBrowser();
    Reply page = browser.open(app.issuer() + "/login");
    long start = hashingNanos();
    browser.submitOnly(page, form -> form.set("username", user).set("password", "wrong"));
    long taken = hashingNanos() - start;
    assertThat(taken).as("CPU time of the hash for %s", user).isPositive();
    return taken;
  }

  // What the workers that hash have used so far.
  private static long hashingNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .filter(thread -> thread.getThreadName().startsWith("gatehouse-passwords"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }

  private static List<Integer> sequence(String user) {
    var statuses = new ArrayList<Integer>();
    for (int i = 0; i < 18; i++) {
      statuses.add(logIn(user, "wrong").status());
    }
    return statuses;
  }

  private static Reply guess(int times, String user) {
    Reply last = logIn(user, "wrong");
    for (int i = 1; i < times; i++) {
      last = logIn(user, "wrong" + i);
    }
    return last;
  }

  private static Reply logIn(String user, String password) {
    return logInAt(app.issuer(), user, password);
  }

  private static Reply logInAt(String server, String user, String password) {
    var browser = new WebBrowser();
    return browser.submitOnly(
        browser.open(server + "/login"),
        form -> form.set("username", user).set("password", password));
  }

  private static Reply logInWith(String header, String value, String user) {
    var browser = new WebBrowser();
    Form form = Form.of(browser.open(app.issuer() + "/login"));
    form.set("username", user).set("password", "wrong");
    String cookie = browser.cookies().entrySet().iterator().next().toString();
    return Http.postForm(form.action(), form.parameters(), "Cookie", cookie, header, value);
  }
}
