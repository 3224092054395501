package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.WebBrowser.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No stranger keeps the owner of a name out, however many passwords they guess: CWE-645. */
class KnownDeviceTest {
  private static final MovableClock CLOCK = MovableClock.stopped();

  @RegisterExtension
  static final App app = App.with(
          settings -> settings.set("server.trusted-proxies", List.of("127.0.0.1", "::1")))
      .at(CLOCK);

  @BeforeEach
  void letAllBeForgotten() {
    CLOCK.advance(Duration.ofDays(31));
  }

  @Test
  void lets_the_owner_in_with_her_browser_from_anywhere_while_six_addresses_guess() {
    WebBrowser hers = from("198.51.100.1");
    assertThat(logIn(hers, "alice")).hasStatus(303);
    var guessers = new Guessers(6);
    for (int i = 0; i < 50; i++) {
      guessers.guess();
      assertThat(logIn(hers.movedTo("198.51.100." + (10 + i)), "alice")).hasStatus(303);
      CLOCK.advance(Duration.ofSeconds(1));
    }
    assertThat(guessers.statuses())
        .contains(429)
        .filteredOn(status -> status == 200)
        .hasSizeLessThan(60);
  }

  @Test
  void lets_the_owner_in_from_her_address_with_a_new_browser() {
    assertThat(logIn(from("198.51.100.1"), "alice")).hasStatus(303);
    var guessers = new Guessers(6);
    for (int i = 0; i < 50; i++) {
      guessers.guess();
      assertThat(logIn(from("198.51.100.1"), "alice")).hasStatus(303);
      CLOCK.advance(Duration.ofSeconds(1));
    }
  }

  @Test // who is slowed is who failed
  void lets_the_owner_in_who_was_never_here_before() {
    var guessers = new Guessers(6);
    for (int i = 0; i < 50; i++) {
      guessers.guess();
      if (i % 10 == 9) {
        assertThat(logIn(from("203.0.113." + i), "alice")).hasStatus(303);
      }
      CLOCK.advance(Duration.ofSeconds(1));
    }
  }

  @Test // even from the address of the guesser, behind one NAT
  void lets_the_owner_in_with_her_browser_from_the_address_that_guesses() {
    WebBrowser hers = from("192.0.2.0");
    assertThat(logIn(hers, "alice")).hasStatus(303);
    var guessers = new Guessers(1);
    IntStream.range(0, 40).forEach(i -> guessers.guess());
    assertThat(guessers.statuses()).contains(429);
    assertThat(logIn(hers, "alice")).hasStatus(303);
    assertThat(logIn(from("192.0.2.0"), "alice")).hasStatus(429);
  }

  @Test // a good history is one of a user
  void gives_nobody_guesses_at_another_name() {
    WebBrowser bobs = from("192.0.2.77");
    WebBrowser strangers = from("192.0.2.78");
    assertThat(logIn(bobs, "bob")).hasStatus(303);
    long guesses = looked(bobs, "alice");
    CLOCK.advance(Duration.ofDays(1));
    assertThat(guesses).isEqualTo(looked(strangers, "alice")).isEqualTo(15);
  }

  @Test // CWE-307: who has the cookie guesses slowly too
  void slows_a_known_browser_that_guesses() {
    WebBrowser hers = from("198.51.100.1");
    logIn(hers, "alice");
    assertThat(looked(hers, "alice")).isLessThanOrEqualTo(26);
  }

  @ParameterizedTest // what is not sealed here for this name is nothing
  @ValueSource(strings = {"seal", "id", "expiry", "other", "twice", "empty", "long"})
  void believes_no_cookie_that_was_made_up(String how) {
    WebBrowser hers = from("198.51.100.1");
    logIn(hers, "alice");
    String name = deviceCookie(hers);
    String value = hers.cookies().get(name);
    new Guessers(6).guess(20);
    WebBrowser forger = from("192.0.2.0");
    forger.cookies().put(name, forged(how, name, value));
    assertThat(logIn(forger, "alice")).hasStatus(429);
    WebBrowser honest = from("192.0.2.0");
    honest.cookies().put(name, value);
    assertThat(logIn(honest, "alice")).hasStatus(303);
  }

  @Test // CWE-613
  void forgets_the_browser_after_half_a_year() {
    WebBrowser hers = from("198.51.100.1");
    logIn(hers, "alice");
    CLOCK.advance(Duration.ofDays(181));
    new Guessers(6).guess(20);
    assertThat(logIn(hers.movedTo("192.0.2.0"), "alice")).hasStatus(429);
  }

  @Test
  void is_kept_where_no_script_and_no_other_site_reads_it_and_sent_to_the_login_alone() {
    WebBrowser hers = from("198.51.100.1");
    logIn(hers, "alice");
    assertThat(hers.setCookies())
        .filteredOn(line -> line.contains("_device="))
        .singleElement()
        .asString()
        .contains("; Path=/login;", "; HTTPOnly", "; SameSite=Lax", "Max-Age=15552000")
        .doesNotContain("alice");
  }

  @Test // a browser of a family
  void remembers_five_users_of_a_browser_and_no_more() {
    WebBrowser shared = from("198.51.100.1");
    for (int i = 0; i < 3; i++) {
      logIn(shared, "alice");
      logIn(shared, "bob");
    }
    assertThat(shared.cookies().get(deviceCookie(shared)).split("~")).hasSize(2);
  }

  @Test // only a login makes one
  void gives_no_cookie_for_a_wrong_password() {
    WebBrowser stranger = from("192.0.2.5");
    looked(stranger, "alice");
    assertThat(stranger.setCookies()).noneMatch(line -> line.contains("_device="));
  }

  private static String forged(String how, String name, String value) {
    String[] parts = value.split("\\.", -1);
    return switch (how) {
      case "seal" -> parts[0] + '.' + parts[1] + '.' + "A".repeat(43);
      case "id" -> "A".repeat(22) + '.' + parts[1] + '.' + parts[2];
      case "expiry" -> parts[0] + ".999999999999." + parts[2];
      case "other" -> "x~.~..~" + parts[0];
      case "twice" -> value + "; " + name + '=' + value;
      case "empty" -> "";
      default -> value + '~' + "x".repeat(1000);
    };
  }

  private static String deviceCookie(WebBrowser browser) {
    return browser.cookies().keySet().stream()
        .filter(name -> name.endsWith("_device"))
        .findFirst()
        .orElseThrow();
  }

  private static WebBrowser from(String address) {
    return new WebBrowser("X-Forwarded-For", address);
  }

  private static Reply logIn(WebBrowser browser, String user) {
    return browser.submitOnly(
        browser.open(app.issuer() + "/login"),
        form -> form.set("username", user).set("password", DemoUsers.password(user)));
  }

  /** How many of forty guesses are looked at. */
  private static long looked(WebBrowser browser, String user) {
    Form form = guess(browser, user);
    return IntStream.range(0, 40)
        .map(i -> browser.post(form.action(), form.parameters()).status())
        .filter(status -> status == 200)
        .count();
  }

  private static Form guess(WebBrowser browser, String user) {
    return Form.of(browser.open(app.issuer() + "/login"))
        .set("username", user)
        .set("password", "wrong");
  }

  /** Addresses that guess the password of alice. */
  private static final class Guessers {
    private final List<WebBrowser> browsers = new ArrayList<>();
    private final List<Form> forms = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();

    Guessers(int addresses) {
      for (int i = 0; i < addresses; i++) {
        browsers.add(from("192.0.2." + i));
        forms.add(KnownDeviceTest.guess(browsers.get(i), "alice"));
      }
    }

    /** Once from each. */
    void guess() {
      for (int i = 0; i < browsers.size(); i++) {
        Form form = forms.get(i);
        statuses.add(browsers.get(i).post(form.action(), form.parameters()).status());
      }
    }

    void guess(int times) {
      IntStream.range(0, times).forEach(i -> guess());
    }

    List<Integer> statuses() {
      return statuses;
    }
  }
}
