package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Exchange.Answered;
import dev.gatehouse.handshake.Exchange.Asked;
import dev.gatehouse.handshake.Exchange.Body;
import dev.gatehouse.handshake.Party;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two servers tell of what happened; it is shown in the order in which it did. */
@ExtendWith(VertxExtension.class)
class SequenceTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void what_ended_first_comes_first_whatever_was_heard_first(Vertx vertx, VertxTestContext test) {
    var call = exchange("/mcp", Duration.ofMillis(12), Duration.ofMillis(3));
    var token = exchange("/token", Duration.ofMillis(2), Duration.ofMillis(9));
    var stream = exchange("/stream", Duration.ZERO, Duration.ofMillis(20));
    var paths = new ArrayList<String>();
    var sequence = new Sequence(vertx, exchange -> {
      paths.add(exchange.request().path());
      if (paths.size() == 3) {
        test.verify(() -> assertThat(paths).containsExactly("/token", "/mcp", "/stream"));
        test.completeNow();
      }
    });
    vertx.runOnContext(go -> List.of(stream, call, token).forEach(sequence::take));
  }

  private static Exchange exchange(String path, Duration begun, Duration took) {
    return new Exchange(
        START.plus(begun),
        took.toNanos() / 1000,
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
