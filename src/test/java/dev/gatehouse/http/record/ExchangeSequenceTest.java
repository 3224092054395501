package dev.gatehouse.http.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Exchange.Answered;
import dev.gatehouse.handshake.Exchange.Asked;
import dev.gatehouse.handshake.Exchange.Body;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.testing.Eventually;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two servers tell of what happened; it is shown in the order in which it did. */
@ExtendWith(VertxExtension.class)
class SequenceTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private final List<String> paths = new CopyOnWriteArrayList<>();

  @Test
  void what_was_answered_first_comes_first_whatever_was_heard_first(Vertx vertx) {
    var sequence = sequence(vertx);
    long token = sequence.number();
    long call = sequence.number();
    long stream = sequence.number();
    sequence.take(stream, exchange("/stream"));
    sequence.take(call, exchange("/mcp"));
    assertThat(paths).isEmpty();
    sequence.take(token, exchange("/token"));
    assertThat(paths).containsExactly("/token", "/mcp", "/stream");
  }

  @Test
  void what_never_comes_holds_up_the_others_for_half_a_second_only(Vertx vertx) {
    var sequence = sequence(vertx);
    long lost = sequence.number();
    sequence.take(sequence.number(), exchange("/mcp"));
    assertThat(paths).isEmpty();
    Eventually.until("the call is passed on", () -> paths.equals(List.of("/mcp")));
    sequence.take(lost, exchange("/late"));
    assertThat(paths).containsExactly("/mcp", "/late");
  }

  private ExchangeSequence sequence(Vertx vertx) {
    return new ExchangeSequence(vertx, exchange -> paths.add(exchange.request().path()));
  }

  private static Exchange exchange(String path) {
    return new Exchange(
        START,
        100,
        Party.RESOURCE_SERVER,
        "127.0.0.1:50000",
        new Asked("POST", path, Map.of(), Map.of(), Body.NONE),
        new Answered(200, Map.of(), Body.NONE),
        List.of(),
        List.of(),
        Set.of(),
        Map.of());
  }
}
