package dev.gatehouse.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on the pages is escaped, whoever wrote it (CWE-79, CWE-1336). */
class PagesTest {
  private static final Pages PAGES = new Pages(Assets.load());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=alert(1)>",
        "\"><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "' autofocus onfocus='alert(1)"
      })
  void escapes_markup_wherever_it_comes_from(String text) {
    for (String html : everyPageWith(text)) {
      assertThat(html).doesNotContain(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{7*7}}", "${7*7}", "#{7*7}", "{% include 'pages/error.peb' %}"})
  void evaluates_nothing_that_comes_in_a_model(String text) {
    assertThat(consentOf(text)).doesNotContain("49").doesNotContain("What happened");
  }

  @Test
  void keeps_the_raw_text_of_a_client_readable() {
    assertThat(consentOf("{{7*7}}")).contains("{{7*7}}");
  }

  @Test
  void shows_no_direction_override_of_a_client() {
    assertThat(consentOf("Inspector\u202Egnp.exe")).contains("Inspectorgnp.exe");
  }

  @Test
  void cuts_a_name_that_would_push_the_question_off_the_page() {
    assertThat(consentOf("long ".repeat(500))).doesNotContain("long ".repeat(13));
  }

  @Test
  void refuses_an_address_that_is_not_of_the_web() {
    String html = PAGES.render("error", Map.of("backUrl", "javascript:alert(1)"));
    assertThat(html).doesNotContain("javascript:").doesNotContain("Go back");
  }

  @Test
  void never_gives_back_a_password() {
    String html = PAGES.render("login", Map.of("username", "alice", "password", "marker-5150"));
    assertThat(html).contains("alice").doesNotContain("marker-5150");
  }

  @Test
  void offers_no_box_to_tick_for_what_the_ring_may_not_have() {
    String html =
        PAGES.render("consent", Map.of("scopes", List.of(scope("admin:notes", false, true))));
    assertThat(html)
        .containsPattern("value=\"admin:notes\"[^>]* disabled>")
        .doesNotContain(" checked");
  }

  @Test
  void gives_the_enter_key_a_first_button_that_decides_nothing() {
    Document page = Jsoup.parse(consentOf("Inspector"));
    Element first = page.selectFirst("form button");
    assertThat(first.attr("value")).isEqualTo("none");
    assertThat(first.attr("formmethod")).isEqualTo("dialog");
    assertThat(first.hasAttr("disabled")).as("a disabled one is passed over").isFalse();
    assertThat(page.select("[autofocus], [accesskey]")).isEmpty();
  }

  @Test
  void fails_on_a_page_that_does_not_exist() {
    assertThatThrownBy(() -> PAGES.render("../login", Map.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static String consentOf(String clientName) {
    return PAGES.render("consent", Map.of("clientName", clientName));
  }

  private static List<String> everyPageWith(String text) {
    List<Map<String, Object>> pairs = List.of(Map.of(
        "label", text, "value", text, "list", List.of(text), "name", text, "password", text));
    var login = Map.<String, Object>of(
        "clientName",
        text,
        "transaction",
        text,
        "csrf",
        text,
        "username",
        text,
        "message",
        text,
        "demoUsers",
        pairs);
    var consent = Map.<String, Object>of(
        "clientName",
        text,
        "clientUri",
        text,
        "resource",
        text,
        "user",
        text,
        "ring",
        text,
        "redirectHost",
        text,
        "transaction",
        text,
        "csrf",
        text,
        "scopes",
        List.of(Map.of("name", text, "words", text, "available", true)),
        "switchUrl",
        "/" + text);
    var error = Map.<String, Object>of(
        "title",
        text,
        "happened",
        text,
        "sent",
        pairs,
        "expected",
        pairs,
        "todo",
        text,
        "id",
        text,
        "details",
        pairs,
        "backUrl",
        "/" + text);
    return List.of(
        PAGES.render("login", login),
        PAGES.render("consent", consent),
        PAGES.render("consent", Map.of("redirectScheme", text)),
        PAGES.render("error", error),
        PAGES.render("logout", Map.of("user", text, "csrf", text)),
        PAGES.render(
            "notfound", Map.of("path", text, "hint", text, "place", text, "home", "/" + text)));
  }

  private static Map<String, Object> scope(String name, boolean available, boolean ticked) {
    return Map.of("name", name, "words", "words", "available", available, "ticked", ticked);
  }
}
