package dev.gatehouse.http.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an event looks on the wire, HTML Standard §9.2.5. */
class SseEventTest {
  @Test
  void has_the_fields_that_it_was_given_and_no_others() {
    assertThat(SseEvent.of("{}").text()).isEqualTo("data: {}\n\n");
    assertThat(SseEvent.of("").withId("s.1").text()).isEqualTo("id: s.1\ndata: \n\n");
    assertThat(SseEvent.of("").withId("s.1").retryAfter(1000).text())
        .isEqualTo("id: s.1\nretry: 1000\ndata: \n\n");
    assertThat(SseEvent.of("{}").named("run").withId("e-1").text())
        .isEqualTo("id: e-1\nevent: run\ndata: {}\n\n");
    assertThat(SseEvent.retry(1000)).isEqualTo("retry: 1000\n\n");
  }

  @ParameterizedTest // CWE-93: a line more would be a field more
  @ValueSource(strings = {"a\nb", "a\rb", "\n"})
  void has_no_line_break_in_a_field(String text) {
    SseEvent good = SseEvent.of("{}");
    assertThatThrownBy(() -> SseEvent.of(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> good.withId(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> good.named(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
