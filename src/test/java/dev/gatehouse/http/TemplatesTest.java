package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.page.Webroot;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The rules that every file of the web root keeps, so that the strict policy never bites us. */
class TemplatesTest {
  private static final Map<String, String> TEMPLATES = texts("pages/");
  private static final Map<String, String> ASSETS = texts("assets/");

  @Test
  void no_template_has_an_inline_script() {
    TEMPLATES.forEach((name, text) -> assertThat(text)
        .as(name)
        .doesNotContainPattern("<script(?![^>]* src=\"\\{\\{ (asset|path)\\()"));
  }

  @Test
  void no_file_has_an_inline_style_or_handler() {
    TEMPLATES.forEach((name, text) -> assertInert(name, text));
    ASSETS.forEach((name, text) -> {
      if (name.endsWith(".svg")) {
        assertInert(name, text);
      }
    });
  }

  @Test
  void no_template_switches_the_escaping_off() {
    TEMPLATES.forEach((name, text) ->
        assertThat(text).as(name).doesNotContainPattern("\\|\\s*raw|autoescape|escape\\("));
  }

  @Test
  void every_attribute_with_a_value_from_a_model_is_quoted() {
    TEMPLATES.forEach(
        (name, text) -> assertThat(text).as(name).doesNotContainPattern("<[^<>]*=\\{\\{"));
  }

  @Test
  void nothing_is_loaded_from_elsewhere() {
    TEMPLATES.forEach((name, text) -> assertThat(text)
        .as(name)
        .doesNotContainPattern("(src|srcset)=\"(https?:)?//|<link[^>]*//"));
    ASSETS.forEach((name, text) -> assertThat(text)
        .as(name)
        .doesNotContainPattern("@import|url\\(\\s*['\"]?(https?:)?//|data:"));
  }

  @Test
  void no_script_writes_markup_or_keeps_anything_in_the_browser() {
    ASSETS.forEach((name, text) -> {
      if (name.endsWith(".js")) {
        assertThat(text)
            .as(name)
            .doesNotContainPattern(
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|localStorage|sessionStorage");
      }
    });
  }

  private static void assertInert(String name, String text) {
    assertThat(text)
        .as(name)
        .doesNotContainPattern(
            "<style|\\sstyle=|\\son[a-z]+=\"|javascript:|<iframe|<object|<embed");
  }

  private static Map<String, String> texts(String folder) {
    var texts = new TreeMap<String, String>();
    Webroot.files(folder).forEach((name, content) -> texts.put(name, new String(content, UTF_8)));
    assertThat(texts).isNotEmpty();
    return texts;
  }
}
