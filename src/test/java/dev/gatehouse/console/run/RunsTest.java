package dev.gatehouse.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Exchange.Answered;
import dev.gatehouse.handshake.Exchange.Asked;
import dev.gatehouse.handshake.Exchange.Body;
import dev.gatehouse.handshake.Party;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered has an end, whatever comes. CWE-770 */
class RunsTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final int LONGEST_BODY = 64 << 10;

  private final Runs runs = new Runs();

  @Test
  void keeps_the_last_two_hundred_runs() {
    for (int i = 1; i <= 500; i++) {
      runs.take(step("client-" + i, ""));
    }
    assertThat(runs.all()).hasSize(200);
    assertThat(runs.all().get(0).clientId()).isEqualTo("client-500");
    assertThat(runs.all().get(199).clientId()).isEqualTo("client-301");
  }

  @Test
  void keeps_the_last_thousand_steps_of_a_run() {
    for (int i = 1; i <= 3000; i++) {
      runs.take(step("one", ""));
    }
    RunView run = runs.all().get(0);
    assertThat(run.counted()).isEqualTo(3000);
    assertThat(run.steps()).hasSize(1000);
    assertThat(run.latest().number()).isEqualTo(3000);
  }

  @Test
  void keeps_no_more_than_some_megabytes_of_many_runs() {
    for (int i = 1; i <= 1500; i++) {
      runs.take(step("client-" + i % 150, "x".repeat(LONGEST_BODY)));
    }
    assertThat(characters()).isBetween(30L << 20, 41L << 20);
    assertThat(runs.all().get(0).clientId()).isNotEmpty();
  }

  @Test
  void keeps_no_more_than_some_megabytes_of_one_run() {
    for (int i = 1; i <= 1500; i++) {
      runs.take(step("one", "x".repeat(LONGEST_BODY)));
    }
    assertThat(characters()).isBetween(15L << 20, 41L << 20);
    assertThat(runs.all().get(0).latest().number()).isEqualTo(1500);
  }

  private long characters() {
    return runs.all().stream()
        .flatMap(run -> run.steps().stream())
        .mapToLong(step -> step.exchange().answer().body().json().length())
        .sum();
  }

  private static Exchange step(String client, String body) {
    return new Exchange(
        START,
        100,
        Party.AUTHORIZATION_SERVER,
        "127.0.0.1:50000",
        new Asked("POST", "/introspect", Map.of(), Map.of(), form(client)),
        new Answered(200, Map.of(), new Body(Map.of(), body)),
        List.of(),
        List.of(),
        Set.of(),
        Map.of());
  }

  private static Body form(String client) {
    return new Body(Map.of("client_id", client), "");
  }
}
