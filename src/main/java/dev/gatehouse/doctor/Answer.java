package dev.gatehouse.doctor;

import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a server answered, or why there is no answer.
 *
 * @param status 0 where there is none
 * @param headers empty where there is none
 * @param body the first part of it
 * @param problem why there is no answer; empty where there is one
 */
record Answer(int status, HttpHeaders headers, String body, String problem) {
  static Answer of(int status, HttpHeaders headers, byte[] body) {
    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8), "");
  }

  static Answer none(String problem) {
    return new Answer(0, HttpHeaders.of(Map.of(), (name, value) -> true), "", problem);
  }

  /** The first value of the header, or nothing. */
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  List<String> all(String name) {
    return headers.allValues(name);
  }

  /** Whether it is labelled as JSON. */
  boolean saysJson() {
    String type = header("Content-Type").toLowerCase(Locale.ROOT);
    return type.startsWith("application/json") || type.matches("application/[^;]+\\+json.*");
  }

  /** The object in the body; throws {@link MalformedJsonException} where it is none. */
  JsonObject json() {
    return StrictJson.BODY.object(Buffer.buffer(body));
  }

  /** {@code 404}, or why there was no answer at all. */
  String summary() {
    return problem.isEmpty() ? String.valueOf(status) : "no answer (" + problem + ")";
  }
}
