package dev.gatehouse.console.guide;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request that the guide makes.
 *
 * @param method the HTTP method
 * @param url where to
 * @param headers to send
 * @param body to send; empty for none
 * @param keeps what the shell keeps of the answer when it makes the same call
 */
record GuideRequest(
    String method, String url, Map<String, String> headers, String body, Set<ShellVariable> keeps) {
  GuideRequest {
    headers = new LinkedHashMap<>(headers);
    keeps = Set.copyOf(keeps);
  }

  static GuideRequest get(String url) {
    return new GuideRequest("GET", url, Map.of("Accept", "application/json"), "", Set.of());
  }

  static GuideRequest json(String url, String body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json");
    return new GuideRequest("POST", url, headers, body, Set.of());
  }

  static GuideRequest form(String url, Map<String, String> parameters) {
    String body = parameters.entrySet().stream()
        .filter(one -> !one.getValue().isEmpty())
        .map(one -> one.getKey() + '=' + GuideUrls.encoded(one.getValue()))
        .collect(Collectors.joining("&"));
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Accept", "application/json");
    return new GuideRequest("POST", url, headers, body, Set.of());
  }

  /** The same with one header more, or another value in it, unless that is empty. */
  GuideRequest with(String name, String value) {
    if (value.isEmpty()) {
      return this;
    }
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new GuideRequest(method, url, more, body, keeps);
  }

  GuideRequest keeping(ShellVariable... variables) {
    return new GuideRequest(method, url, headers, body, Set.of(variables));
  }

  /** Without what it carries. */
  @Override
  public String toString() {
    return method + ' ' + url;
  }
}
