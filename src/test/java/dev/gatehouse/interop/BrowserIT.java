package dev.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What only a real browser shows: whether it leaves after consent, and how the pages look. */
class BrowserIT {
  @RegisterExtension
  static final RunningJar gatehouse = new RunningJar();

  @Test
  void leaves_for_the_client_after_consent() throws IOException, InterruptedException {
    Script.inBrowser("redirects.test.mjs").passes(6, gatehouse);
  }

  @Test
  void allows_nothing_but_by_a_press_on_allow() throws IOException, InterruptedException {
    Script.inBrowser("presses.test.mjs").passes(9, gatehouse);
  }

  @Test
  void shows_accessible_pages_in_every_width_and_colour() throws IOException, InterruptedException {
    Script.inBrowser("pages.test.mjs").passes(24, gatehouse);
  }

  @Test
  void shows_the_handshake_live_and_walks_it_by_hand() throws IOException, InterruptedException {
    Script.inBrowser("console.test.mjs").passes(5, gatehouse);
  }

  @Test
  void guides_through_servers_of_others() throws IOException, InterruptedException {
    Script.inBrowser("guide.test.mjs").passes(2, gatehouse);
  }

  @Test
  void shows_each_diagnosis_that_the_other_tests_provoked()
      throws IOException, InterruptedException {
    Path runs = Path.of("target", "diagnoses").toAbsolutePath();
    assertThat(runs)
        .as("runs that the unit tests leave: mvn test -Dtest='dev.gatehouse.console.*Test' first")
        .isDirectory();
    Script.inBrowser("diagnoses.test.mjs").with("DIAGNOSES", runs.toString()).passes(1, gatehouse);
  }
}
