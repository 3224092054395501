package dev.gatehouse.console.guide;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request that the guide makes.
 *
 * @param method the HTTP method
 * @param url where to
 * @param headers to send
 * @param body to send; empty for none
 */
record Call(String method, String url, Map<String, String> headers, String body) {
  Call {
    headers = new LinkedHashMap<>(headers);
  }

  static Call get(String url) {
    return new Call("GET", url, Map.of("Accept", "application/json"), "");
  }

  static Call json(String url, String body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    return new Call("POST", url, headers, body);
  }

  static Call form(String url, Map<String, String> parameters) {
    String body = parameters.entrySet().stream()
        .map(one -> one.getKey() + '=' + Urls.encoded(one.getValue()))
        .collect(Collectors.joining("&"));
    return new Call("POST", url, Map.of("Content-Type", "application/x-www-form-urlencoded"), body);
  }

  /** The same with one header more, unless its value is empty. */
  Call with(String name, String value) {
    if (value.isEmpty()) {
      return this;
    }
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Call(method, url, more, body);
  }

  /** Without what it carries. */
  @Override
  public String toString() {
    return method + ' ' + url;
  }
}
