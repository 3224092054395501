package dev.gatehouse.doctor.probe;

import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
import dev.gatehouse.oauth.challenge.Challenge;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered, or why there is no answer.
 *
 * @param status 0 where there is none
 * @param headers empty where there is none
 * @param body the first part of it
 * @param cut whether there was more of it
 * @param problem why there is no answer; empty where there is one
 * @param advice what to do about that; empty where there is an answer
 */
public record ProbeResponse(
    int status, HttpHeaders headers, String body, boolean cut, String problem, String advice) {
  private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

  static ProbeResponse of(int status, HttpHeaders headers, byte[] body) {
    boolean cut = body.length >= ProbeRequest.LONGEST_BODY;
    return new ProbeResponse(
        status, headers, new String(body, StandardCharsets.UTF_8), cut, "", "");
  }

  public static ProbeResponse none(String problem, String advice) {
    return new ProbeResponse(0, NO_HEADERS, "", false, problem, advice);
  }

  public boolean isAnswer() {
    return status != 0;
  }

  public boolean isRedirect() {
    return status >= 300 && status < 400 && !header("Location").isEmpty();
  }

  /** Whether it is a success in which MCP speaks: JSON-RPC, or a stream of it. */
  public boolean isMessage() {
    return status == 200
        && (header("Content-Type").startsWith("text/event-stream")
            || member("jsonrpc").isPresent());
  }

  /** The first value of the header, or nothing. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The Bearer challenge; empty where there is none that can be read. */
  public Optional<Challenge> challenge() {
    return Challenge.parse(headers.allValues("WWW-Authenticate"));
  }

  /** Whether it is labelled as JSON. */
  public boolean saysJson() {
    String type = header("Content-Type").toLowerCase(Locale.ROOT);
    return type.startsWith("application/json") || type.matches("application/[^;]+\\+json.*");
  }

  /** The object in the body; throws {@link MalformedJsonException} where it is none. */
  JsonObject json() {
    return StrictJson.BODY.object(Buffer.buffer(body));
  }

  /** Whether the body is an object that has the member. */
  public boolean has(String name) {
    return saysJson() && object().containsKey(name);
  }

  /** A member of the object in the body that is a string; empty where there is no such thing. */
  public Optional<String> member(String name) {
    return saysJson() && object().getValue(name) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private JsonObject object() {
    try {
      return json();
    } catch (MalformedJsonException e) {
      return new JsonObject();
    }
  }

  /** {@code 404}, {@code 307 to /mcp/}, or why there was no answer at all. */
  public String summary() {
    if (!isAnswer()) {
      return "no answer (" + problem + ")";
    }
    return isRedirect() ? status + " to " + header("Location") : String.valueOf(status);
  }
}
