package dev.gatehouse.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Cause;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who hears decisions, and in what order. */
class DecisionListenersTest {
  private final List<Decision> heard = new ArrayList<>();

  @Test
  void lets_no_listener_keep_the_others_from_hearing() {
    var listeners = new DecisionListeners(
        decision -> {
          throw new IllegalStateException("broken");
        },
        heard::add);
    announce(listeners);
    assertThat(heard).singleElement().matches(decision -> decision.is(Cause.CODE_REPLAYED));
  }

  @Test
  void tells_a_listener_until_it_stops() {
    var listeners = new DecisionListeners();
    Runnable stop = listeners.add(heard::add);
    announce(listeners);
    stop.run();
    announce(listeners);
    assertThat(heard).hasSize(1);
  }

  @Test
  void masks_what_is_not_known_to_be_harmless_before_anyone_hears_it() {
    var decisions = new Decisions(Party.RESOURCE_SERVER, heard::add, Clock.systemUTC());
    decisions
        .refused(Step.TOKEN, Cause.CODE_UNKNOWN)
        .detail("a-new-detail", "sk-live-4f9a8b7c6d5e4f3a2b1c")
        .announce();
    assertThat(heard.toString()).doesNotContain("4f9a8b7c6d5e4f3a2b1c");
  }

  private static void announce(DecisionListener listener) {
    new Decisions(Party.AUTHORIZATION_SERVER, listener, Clock.systemUTC())
        .refused(Step.TOKEN, Cause.CODE_REPLAYED)
        .announce();
  }
}
