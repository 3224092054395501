package dev.gatehouse.headless;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form on a page of ours, as far as a program has to fill it in.
 *
 * @param action where it goes
 * @param inputs each with its attributes; one without a value has an empty one
 */
record HtmlForm(String action, List<Map<String, String>> inputs) {
  private static final Pattern FORM =
      Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern INPUT =
      Pattern.compile("<input\\b([^>]*)>", Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([a-zA-Z-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+)))?");

  HtmlForm {
    inputs = List.copyOf(inputs);
  }

  /** The form that has an input of that name. */
  static Optional<HtmlForm> having(String input, String page) {
    return FORM.matcher(page)
        .results()
        .map(HtmlForm::of)
        .filter(form -> form.inputs.stream().anyMatch(one -> input.equals(one.get("name"))))
        .findFirst();
  }

  private static HtmlForm of(MatchResult form) {
    List<Map<String, String>> inputs = INPUT
        .matcher(form.group(2))
        .results()
        .map(input -> attributes(input.group(1)))
        .toList();
    return new HtmlForm(attributes(form.group(1)).getOrDefault("action", ""), inputs);
  }

  private static Map<String, String> attributes(String text) {
    var attributes = new LinkedHashMap<String, String>();
    Matcher matcher = ATTRIBUTE.matcher(text);
    while (matcher.find()) {
      String value = "";
      for (int group = 2; group <= 4 && value.isEmpty(); group++) {
        value = matcher.group(group) == null ? "" : matcher.group(group);
      }
      attributes.put(matcher.group(1), unescaped(value));
    }
    return attributes;
  }

  // What the template engine escapes.
  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** Names and values in turn, of what is hidden; the boxes and fields are for whoever fills it in. */
  List<String> hidden() {
    var pairs = new ArrayList<String>();
    inputs.stream()
        .filter(input -> "hidden".equals(input.get("type")))
        .forEach(input ->
            pairs.addAll(List.of(input.getOrDefault("name", ""), input.getOrDefault("value", ""))));
    return pairs;
  }

  /** The values of the boxes of that name, those alone that can be ticked or those alone that cannot. */
  List<String> boxes(String name, boolean available) {
    return inputs.stream()
        .filter(input -> "checkbox".equals(input.get("type")) && name.equals(input.get("name")))
        .filter(input -> input.containsKey("disabled") != available)
        .map(input -> input.getOrDefault("value", ""))
        .toList();
  }
}
