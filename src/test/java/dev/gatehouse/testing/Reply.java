package dev.gatehouse.testing;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** An HTTP answer, whole. */
public record Reply(URI uri, int status, HttpHeaders headers, String body) {
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public JsonObject json() {
    return new JsonObject(body);
  }

  public Document html() {
    return Jsoup.parse(body, uri.toString());
  }

  /** Where it redirects to, resolved; fails when it does not. */
  public String location() {
    if (header("Location").isEmpty()) {
      throw new AssertionError("no redirect but " + this);
    }
    return header("Location");
  }

  /** The query parameters of where it redirects to. */
  public Map<String, String> answer() {
    return parameters(location());
  }

  /** The query parameters of the link that the page offers instead of a redirect. */
  public Map<String, String> wayBack() {
    Element link = html().selectFirst("a#leave");
    if (link == null) {
      throw new AssertionError("no link back but " + this);
    }
    return parameters(link.attr("href"));
  }

  private Map<String, String> parameters(String url) {
    var answer = new LinkedHashMap<String, String>();
    for (String pair : url.substring(url.indexOf('?') + 1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String before = answer.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
      if (before != null) {
        throw new AssertionError("parameter twice in " + url);
      }
    }
    return answer;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return uri + " answered " + status + " " + headers.map() + "\n" + body;
  }
}
