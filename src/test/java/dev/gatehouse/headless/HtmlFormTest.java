package dev.gatehouse.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Forms are read as a browser reads them, as far as our pages go. */
class HtmlFormTest {
  private static final String PAGE = """
      <form method="post" action="/other"><input name="else"></form>
      <form class='x' action='/consent?a=1&amp;b=2' method=post>
        <input type="hidden" name="transaction" value="&quot;t&quot; &amp;amp;">
        <input value=plain name=csrf type=hidden>
        <input type="checkbox" name="scope" value="mcp.read" checked>
        <input type="checkbox" name="scope" value="admin:notes" disabled>
        <input name="username" value="eve">
      </form>
      """;

  private final HtmlForm form = HtmlForm.having("transaction", PAGE).orElseThrow();

  @Test
  void finds_the_form_by_an_input() {
    assertThat(form.action()).isEqualTo("/consent?a=1&b=2");
    assertThat(HtmlForm.having("password", PAGE)).isEmpty();
  }

  @Test
  void keeps_what_is_hidden_and_nothing_else() {
    assertThat(form.hidden()).isEqualTo(List.of("transaction", "\"t\" &amp;", "csrf", "plain"));
  }

  @Test
  void tells_boxes_that_can_be_ticked_from_those_that_cannot() {
    assertThat(form.boxes("scope", true)).containsExactly("mcp.read");
    assertThat(form.boxes("scope", false)).containsExactly("admin:notes");
  }
}
